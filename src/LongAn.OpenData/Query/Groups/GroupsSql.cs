using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query.Groups;

/// <summary>One statement of a question about groups.</summary>
/// <param name="Columns">What its records have.</param>
/// <param name="MayBeNull">Which columns have nulls at all, as the version's profile knows; the others need not be asked a million times.</param>
/// <param name="Groupings">Which of the plan's groupings it feeds.</param>
/// <param name="IsCounted">Its last column says how many records a record stands for.</param>
public sealed record GroupsStatement(SqlStatement Sql, IReadOnlyList<Field> Columns, IReadOnlyList<bool> MayBeNull, IReadOnlyList<int> Groupings, bool IsCounted)
{
    /// <summary>The first column of that name: a count behind it may be called the same.</summary>
    internal int PositionOf(Field field)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == field.Name)
                return i;
        }

        throw new InvalidOperationException($"The statement does not read {field.Name}.");
    }
}

/// <summary>
/// Turns a question about groups into SQL: pure, no I/O. Counts of an indexed field of all records are read off its index (43 ms for a
/// million records); whatever else is asked shares one pass over the records, which a <see cref="Grouper"/> puts into groups.
/// </summary>
public static class GroupsSql
{
    private static readonly Field Count = new("count", FieldType.Integer);

    /// <param name="path">How the records are reached.</param>
    /// <param name="readsAll">Read the table from end to end, whatever indexes the filter could use.</param>
    public static IReadOnlyList<GroupsStatement> Of(GroupsPlan plan, AccessPath? path = null, bool readsAll = false)
    {
        var counted = Enumerable.Range(0, plan.Groupings.Count).Where(i => IsCounted(plan, plan.Groupings[i])).ToArray();
        List<GroupsStatement> statements = [.. counted.Select(i => Counted(plan, i, path))];
        int[] scanned = [.. Enumerable.Range(0, plan.Groupings.Count).Except(counted)];
        if (scanned.Length > 0)
            statements.Add(Scan(plan, scanned, path, readsAll));
        return statements;
    }

    private static bool IsCounted(GroupsPlan plan, Grouping grouping)
    {
        if (grouping.Measures.Any(measure => measure.Field is not null))
            return false;

        var sources = grouping.Keys.Select(key => key.Source).Distinct().ToArray();
        return sources.Length == 0 || (sources.Length == 1 && plan.Filter.Parts.Count == 0 && plan.Version.Schema.IndexedFields().Contains(sources[0]));
    }

    private static GroupsStatement Counted(GroupsPlan plan, int index, AccessPath? path)
    {
        var source = plan.Groupings[index].Keys.Select(key => key.Source).FirstOrDefault();
        if (source is null)
            return new GroupsStatement(Select(plan, path, "COUNT(*)"), [Count], [false], [index], true);

        var name = RecordsSql.Quote(source.Name);
        return new GroupsStatement(Select(plan, path, $"{name}, COUNT(*)", end: $" GROUP BY {name}"), [source, Count], [MayBeNull(plan, source), false], [index], true);
    }

    private static GroupsStatement Scan(GroupsPlan plan, int[] groupings, AccessPath? path, bool readsAll)
    {
        var keys = groupings.SelectMany(i => plan.Groupings[i].Keys.Select(key => key.Source));
        var measured = groupings.SelectMany(i => plan.Groupings[i].Measures.Select(measure => measure.Field).OfType<Field>());
        Field[] columns = [.. keys.Concat(measured).Distinct()];
        return new GroupsStatement(Select(plan, path, string.Join(", ", columns.Select(field => RecordsSql.Quote(field.Name))), hint: readsAll ? " NOT INDEXED" : ""), columns, [.. columns.Select(field => MayBeNull(plan, field))], groupings, false);
    }

    private static bool MayBeNull(GroupsPlan plan, Field field) => plan.Version.Profile.FirstOrDefault(row => row.Field == field.Name) is not { Nulls: 0 };

    private static SqlStatement Select(GroupsPlan plan, AccessPath? path, string columns, string hint = "", string end = "")
    {
        var parameters = new List<object?>();
        var where = plan.Filter.Parts.Count == 0 ? "" : $" WHERE {new FilterSql(parameters, path: path).Write(plan.Filter)}";
        return new SqlStatement($"SELECT {columns} FROM {RecordsSql.Table}{hint}{where}{end}", parameters);
    }
}
