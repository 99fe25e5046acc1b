using System.Globalization;
using System.Text;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Query;

/// <summary>A statement and the values of its parameters, <c>@p0</c> on.</summary>
public sealed record SqlStatement(string Text, IReadOnlyList<object?> Parameters);

/// <summary>
/// Turns a plan into SQL for the table <c>records</c>: pure, no I/O. Identifiers are the dataset's own field names, quoted; whatever a
/// caller wrote is a parameter. The columns are the plan's fields, then the values sorted by, then <c>_row</c>.
/// </summary>
public static class RecordsSql
{
    public const string Table = "records";

    /// <summary>The row number, from 1, in primary key order.</summary>
    public const string Row = "_row";

    /// <summary>Stands before columns where a statement reads other tables too.</summary>
    internal const string Qualifier = Table + ".";

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static SqlStatement Count(RecordsPlan plan, AccessPath? path = null)
    {
        if (plan.Filter.Parts is [Filter.Words { Query.FindsSomething: true } words])
            return new SqlStatement($"SELECT COUNT(*) FROM {TextQuery.Table} WHERE {TextQuery.Table} MATCH @p0", [words.Query.MatchFolded()]);

        var parameters = new List<object?>();
        return new SqlStatement($"SELECT COUNT(*) FROM {Table}{Clause(Where(plan.Filter, new FilterSql(parameters, path: path)))}", parameters);
    }

    /// <summary>Counts the hits of the plan's search, but no further than it takes to know that they are many; null where that does not matter.</summary>
    public static SqlStatement? CountHits(RecordsPlan plan)
    {
        if (plan.Sort is [{ By: Expression.ToneRank }] || plan.Filter.Parts.OfType<Filter.Words>().FirstOrDefault() is not { Query.IsEmpty: false } words)
            return null;

        var match = words.Query.FindsSomething ? words.Query.MatchFolded() : words.Query.MatchUnwanted();
        return new SqlStatement(CountSome($"SELECT 1 FROM {TextQuery.Table} WHERE {TextQuery.Table} MATCH @p0", AccessPath.CommonHits), [match]);
    }

    /// <summary>Counts the places in the boxes of one of <see cref="Places"/>, no further than it takes to know that they are too many.</summary>
    public static SqlStatement CountPlaces(Filter condition, long tooMany)
    {
        var (place, boxes) = SpatialSql.Narrowed(condition)!.Value;
        var parameters = new List<object?>();
        return new SqlStatement(CountSome(SpatialSql.Rows(place, boxes, new FilterSql(parameters).Parameter), tooMany), parameters);
    }

    /// <summary>With more places than this in its boxes, a condition is better held against the records as they come than looked up.</summary>
    /// <param name="readsAll">Every record that matches is read, to count it, to list it or to sort it, and not the first page of them.</param>
    public static long TooManyPlaces(RecordsPlan plan, bool readsAll) =>
        readsAll || plan.Limit is null || plan.Sort is [{ By: Expression.Distance }, ..] ? Math.Max(AccessPath.CommonHits, plan.Version.RecordCount / AccessPath.CommonPart) : AccessPath.CommonHits;

    /// <summary>The conditions that an index of places can narrow down.</summary>
    public static IEnumerable<Filter> Places(Filter filter) => filter switch
    {
        Filter.AllOf all => all.Parts.SelectMany(Places),
        Filter.AnyOf any => any.Parts.SelectMany(Places),
        _ => SpatialSql.Narrowed(filter) is null ? [] : [filter],
    };

    /// <param name="extra">Records to read beyond the plan's limit, to see whether there is a next page.</param>
    public static SqlStatement Select(RecordsPlan plan, int extra = 0, AccessPath? path = null)
    {
        if (plan.Sort is [{ By: Expression.ToneRank rank }])
            return RankedSql.Select(plan, rank.Query, path, extra);

        var parameters = new List<object?>();
        var qualifier = plan.Expanded.Count == 0 ? "" : Qualifier;
        var sql = new FilterSql(parameters, qualifier, path, plan.Expanded);
        var columns = string.Join(", ", [.. plan.Columns.Select(column => sql.Write(column.Source)), .. plan.Sort.Select(key => sql.Write(key.By)), sql.Row]);
        var from = Table + ReferenceSql.Joins(plan.Expanded);
        var where = Where(plan.Filter, sql);
        var limit = Limit(plan, extra);
        if (plan.After is not { } after)
            return new SqlStatement($"SELECT {columns} FROM {from}{Clause(where)}{OrderBy(plan, sql, keysTied: 0)}{limit}", parameters);

        var segments = Segments(plan, after, sql).ToArray();
        if (segments.Length == 1)
            return new SqlStatement($"SELECT {columns} FROM {from}{Clause(where, segments[0].Where)}{OrderBy(plan, sql, segments[0].From)}{limit}", parameters);

        var union = segments.Select(segment => $"SELECT * FROM (SELECT {columns} FROM {from}{Clause(where, segment.Where)}{OrderBy(plan, sql, segment.From)}{limit})");
        return new SqlStatement(string.Join("\nUNION ALL\n", union) + limit, parameters);
    }

    internal static string Limit(RecordsPlan plan, int extra)
    {
        var limit = plan.Limit is { } most ? string.Create(CultureInfo.InvariantCulture, $" LIMIT {most + extra}") : "";
        return plan.Offset == 0 ? limit : string.Create(CultureInfo.InvariantCulture, $"{(limit.Length == 0 ? " LIMIT -1" : limit)} OFFSET {plan.Offset}");
    }

    /// <summary>
    /// What comes after a position, cut into stretches that follow one another in the plan's order and are each one range of an index:
    /// first the records that tie on every sort key, then those that tie on all but the last and lie behind it there, and so on.
    /// Nulls come last in either direction, so behind a value come the greater (or lesser) ones, then the nulls; behind a null, nothing.
    /// </summary>
    private static IEnumerable<(string Where, int From)> Segments(RecordsPlan plan, PageCursor after, FilterSql sql)
    {
        var columns = plan.Sort.Select(key => sql.Write(key.By)).ToArray();
        var values = after.Values.Select(value => value is null ? null : sql.Parameter(value)).ToArray();
        string Ties(int count) => string.Concat(Enumerable.Range(0, count).Select(i => values[i] is null ? $"{columns[i]} IS NULL AND " : $"{columns[i]} = {values[i]} AND "));

        yield return ($"{Ties(columns.Length)}{sql.Row} {(plan.RowsDescending ? "<" : ">")} {sql.Parameter(after.Row)}", columns.Length);
        for (var i = columns.Length - 1; i >= 0; i--)
        {
            if (values[i] is null)
                continue;

            yield return ($"{Ties(i)}{columns[i]} {(plan.Sort[i].Descending ? "<" : ">")} {values[i]}", i);
            yield return ($"{Ties(i)}{columns[i]} IS NULL", i + 1);
        }
    }

    /// <param name="keysTied">How many of the sort keys are the same in all records, and so need no sorting.</param>
    private static string OrderBy(RecordsPlan plan, FilterSql sql, int keysTied)
    {
        var order = new StringBuilder(" ORDER BY ");
        foreach (var key in plan.Sort.Skip(keysTied))
            order.Append(sql.Write(key.By)).Append(key.Descending ? " DESC NULLS LAST, " : " ASC NULLS LAST, ");
        return order.Append(sql.Row).Append(plan.RowsDescending ? " DESC" : "").ToString();
    }

    private static string Clause(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Length > 0)
                text.Append(text.Length == 0 ? " WHERE " : " AND ").Append(part);
        }

        return text.ToString();
    }

    private static string Where(Filter.AllOf filter, FilterSql sql) => filter.Parts.Count == 0 ? "" : sql.Write(filter);

    private static string CountSome(string hits, long tooMany) => string.Create(CultureInfo.InvariantCulture, $"SELECT COUNT(*) FROM ({hits} LIMIT {tooMany + 1})");
}
