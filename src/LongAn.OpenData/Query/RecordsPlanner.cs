using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Query;

/// <summary>Turns words into a checked plan, or into all the mistakes in them at once.</summary>
public static class RecordsPlanner
{
    /// <summary>A page behind a cursor asks twice as many stretches of the index as there are sort fields; SQLite joins at most 500.</summary>
    internal const int MostSortFields = 32;

    public static bool TryPlan(RecordsRequest request, Dataset dataset, [NotNullWhen(true)] out RecordsPlan? plan, out IReadOnlyList<Problem> problems)
    {
        var words = new RequestWords(request);
        var cursor = PlanCursor(words);
        var version = PlanVersion(words, dataset, cursor);
        var schema = version.Schema;
        var filter = RequestFilter.Read(words, version);
        var named = filter.Near is null ? WholeVersion.Of(version).Named : new NamedColumns(version, filter.Near);
        var expanded = PlanExpanded(words, version);
        var columns = WithExpanded(PlanColumns(words, named), expanded, schema);
        var asked = PlanSort(words, schema, named);
        var isDistinct = words.Flag(RecordsParameter.Distinct);
        var (sort, rowsDescending) = isDistinct ? (DistinctPlanner.Sort(words, columns, asked), false) : AfterKey(asked, schema);
        if (filter.Rank is { } rank && !isDistinct && !words.Has(RecordsParameter.Sort))
            sort = [new SortKey(rank, Descending: false)];
        plan = (ReferenceEquals(columns, WholeVersion.Of(version).Named.All) ? RecordsPlan.Whole(version) : new RecordsPlan(version) { Columns = columns }) with
        {
            Expanded = expanded,
            IsDistinct = isDistinct,
            Filter = filter.All,
            Sort = sort,
            RowsDescending = rowsDescending,
            Limit = request.IsExport ? null : (int)words.Whole(RecordsParameter.Limit),
            Offset = request.IsExport ? 0 : (int)words.Whole(RecordsParameter.Offset),
            CountsExactly = words.Choice(RecordsParameter.Count) == "exact",
            After = cursor is { IsBackward: false } ? cursor : null,
            Before = cursor is { IsBackward: true } ? cursor : null,
        };
        words.Choice(RecordsParameter.Language);
        CheckCursor(words, plan);

        problems = words.Problems;
        if (problems.Count == 0)
            return true;

        plan = null;
        return false;
    }

    /// <summary>Plans the read of one record. A key that cannot be one, for its length or type, is simply not found.</summary>
    /// <param name="key">The primary key's values, in order.</param>
    public static bool TryPlanRecord(RecordsRequest request, IReadOnlyList<string> key, Dataset dataset, [NotNullWhen(true)] out RecordsPlan? plan, out IReadOnlyList<Problem> problems)
    {
        (plan, problems) = (RecordsPlan.Whole(dataset.Current), []);
        if (request.Words.Count > 0 && !TryPlanFields(request, dataset, out plan, out problems))
            return false;

        var fields = plan.Version.Schema.PrimaryKey;
        var conditions = new List<Filter>();
        foreach (var (name, text) in fields.Zip(key))
        {
            var field = plan.Version.Schema.Find(name)!;
            if (field.TryParseCanonical(text, out var value))
                conditions.Add(FilterOperator.Eq.Make(new Expression.Property(field), [new Expression.Literal(value!, field.Type)]));
        }

        if (fields.Count == 0 || conditions.Count < fields.Count || key.Count != fields.Count)
        {
            problems = [ProblemMessages.UnknownRecord(dataset, string.Join(',', key))];
            plan = null;
            return false;
        }

        plan = plan with { Filter = new Filter.AllOf([.. plan.Filter.Parts, .. conditions]), Limit = 1 };
        return true;
    }

    /// <summary>What of a record is asked for, and of which version.</summary>
    private static bool TryPlanFields(RecordsRequest request, Dataset dataset, [NotNullWhen(true)] out RecordsPlan? plan, out IReadOnlyList<Problem> problems)
    {
        // A record is JSON; which format was asked for is the edge's to check.
        var words = request.Words.Where(word => word.Key != RecordsParameter.Format.Name).ToArray();
        if (!TryPlan(new RecordsRequest(words) { IsExport = true }, dataset, out plan, out problems))
            return false;

        problems = [.. words.Select(word => word.Key).Where(name => RecordsParameter.OfOne.All(row => row.Name != name)).Distinct().Select(NotForRecord)];
        if (problems.Count == 0)
            return true;

        plan = null;
        return false;
    }

    private static Problem NotForRecord(string name) =>
        new(ProblemCode.UnknownParameter, $"{name} không có nghĩa ở đây: khóa đã chỉ ra một bản ghi.", $"{name} has no meaning here: the key names one record.") { Parameter = name };

    /// <summary>A walk stays with the version that its cursor came from.</summary>
    internal static DatasetVersion PlanVersion(RequestWords words, Dataset dataset, PageCursor? cursor)
    {
        var version = words.Has(RecordsParameter.Version) ? words.Text(RecordsParameter.Version) : null;
        var asOf = words.Has(RecordsParameter.AsOf) ? words.Text(RecordsParameter.AsOf) : null;
        if (version is not null || cursor is null)
        {
            if (VersionChoice.Find(dataset, version, asOf, out var problem) is { } asked)
                return asked;

            words.Report(problem!);
            return dataset.Current;
        }

        if (asOf is not null && !AsOf.TryParse(asOf, out _))
            words.Report(AsOf.Unreadable(asOf));
        if (dataset.FindVersion(cursor.Version) is { } walked)
            return walked;

        words.Report(VersionChoice.Missing(dataset, cursor.Version));
        return dataset.Current;
    }

    private static IReadOnlyList<Column> PlanColumns(RequestWords words, NamedColumns columns)
    {
        if (!words.Has(RecordsParameter.Fields) && !words.Has(RecordsParameter.Exclude))
            return columns.All;

        var excluded = words.Names(RecordsParameter.Exclude, columns);
        if (!words.Has(RecordsParameter.Fields))
        {
            List<Column> kept = [.. columns.All.Where(column => !excluded.Contains(column))];
            if (kept.Count == 0)
                words.Report(Invalid(RecordsParameter.Exclude, "bỏ hết mọi trường", "leaves out every field"));
            return kept;
        }

        var wanted = words.Names(RecordsParameter.Fields, columns);
        if (words.Has(RecordsParameter.Exclude))
            words.Report(Invalid(RecordsParameter.Exclude, "không dùng cùng với fields", "does not go with fields"));
        foreach (var twice in wanted.GroupBy(column => column.Field.Name).Where(group => group.Count() > 1))
            words.Report(Invalid(RecordsParameter.Fields, $"có trường lặp lại: {twice.Key}", $"names a field twice: {twice.Key}"));
        return wanted;
    }

    private static List<VersionReference> PlanExpanded(RequestWords words, DatasetVersion version)
    {
        var expanded = new List<VersionReference>();
        foreach (var name in words.List(RecordsParameter.Expand))
        {
            if (words.Field(RecordsParameter.Expand, name, version.Schema) is null)
                continue;

            if (version.References.FirstOrDefault(reference => reference.Name == name) is not { } reference)
                words.Report(NotAForeignKey(name, version));
            else if (expanded.Contains(reference))
                words.Report(Invalid(RecordsParameter.Expand, $"có trường lặp lại: {name}", $"names a field twice: {name}"));
            else
                expanded.Add(reference);
        }

        if (words.Has(RecordsParameter.Expand) && words.List(RecordsParameter.Expand).Count == 0)
            words.Report(Invalid(RecordsParameter.Expand, "không nêu trường nào", "names no field"));
        return expanded;
    }

    /// <summary>The record that a key points to stands behind the key, or at the end where that is not asked for.</summary>
    private static IReadOnlyList<Column> WithExpanded(IReadOnlyList<Column> asked, List<VersionReference> expanded, TableSchema schema)
    {
        if (expanded.Count == 0)
            return asked;

        var columns = new List<Column>();
        foreach (var column in asked)
        {
            columns.Add(column);
            columns.AddRange(expanded.Where(reference => reference.Name == column.Field.Name).SelectMany(reference => ReferencedField.Columns(reference, schema)));
        }

        columns.AddRange(expanded.Where(reference => asked.All(column => column.Field.Name != reference.Name)).SelectMany(reference => ReferencedField.Columns(reference, schema)));
        return columns;
    }

    private static Problem NotAForeignKey(string name, DatasetVersion version)
    {
        var keys = version.References.Select(reference => reference.Name).ToArray();
        var list = keys.Length == 0 ? "—" : string.Join(", ", keys);
        return new Problem(ProblemCode.InvalidValue, $"{name} không phải khóa ngoại; expand dùng được với: {list}.", $"{name} is no foreign key; expand takes: {list}.") { Parameter = "expand", Suggestion = Text.Nearest.To(name, keys) };
    }

    private static List<SortKey> PlanSort(RequestWords words, TableSchema schema, NamedColumns columns)
    {
        var sort = new List<SortKey>();
        foreach (var word in words.List(RecordsParameter.Sort))
        {
            var descending = word.StartsWith('-');
            var name = descending || word.StartsWith('+') ? word[1..] : word;
            if (words.Name(RecordsParameter.Sort, name, columns) is not var (field, by))
                continue;

            if (!field.Type.IsOrdered && field.Type != FieldType.Boolean)
                words.Report(new Problem(ProblemCode.OperatorNotForType, $"Không sắp xếp được theo {name}: kiểu {field.Type} không có thứ tự.", $"Cannot sort by {name}: the type {field.Type} has no order.") { Parameter = "sort" });
            else if (sort.Any(part => part.By == by))
                words.Report(Invalid(RecordsParameter.Sort, $"có trường lặp lại: {name}", $"names a field twice: {name}"));
            else
                sort.Add(new SortKey(by, descending));
        }

        if (sort.Count > MostSortFields)
            words.Report(new Problem(ProblemCode.OverLimit, $"sort: nhiều nhất {MostSortFields} trường.", $"sort: at most {MostSortFields} fields.") { Parameter = "sort", Maximum = MostSortFields });
        return sort;
    }

    /// <summary>Row numbers are the primary key's order, so a sort that only repeats the key is left out.</summary>
    private static (IReadOnlyList<SortKey> Sort, bool RowsDescending) AfterKey(IReadOnlyList<SortKey> sort, TableSchema schema)
    {
        var key = schema.PrimaryKey;
        var followsKey = sort.Count <= key.Count && sort.Select(part => (part.By as Expression.Property)?.Field.Name).SequenceEqual(key.Take(sort.Count));
        if (followsKey && sort.All(part => !part.Descending))
            return ([], false);
        if (followsKey && sort.Count == key.Count && sort.All(part => part.Descending))
            return ([], true);
        return (sort, false);
    }

    internal static PageCursor? PlanCursor(RequestWords words)
    {
        if (!words.Has(RecordsParameter.Cursor))
            return null;
        if (PageCursor.TryParse(words.Text(RecordsParameter.Cursor)) is { } cursor)
            return cursor;

        words.Report(new Problem(ProblemCode.InvalidCursor, "Con trỏ không đọc được; hãy bắt đầu lại từ trang đầu.", "The cursor cannot be read; start again from the first page.") { Parameter = "cursor" });
        return null;
    }

    private static void CheckCursor(RequestWords words, RecordsPlan plan)
    {
        if ((plan.After ?? plan.Before) is not { } cursor)
            return;

        if (plan.Offset > 0)
            words.Report(Invalid(RecordsParameter.Offset, "không dùng cùng với cursor", "does not go with cursor"));
        if (words.Problems.Count == 0 && (cursor.Order != plan.OrderDigest || !cursor.Fits(plan.Sort)))
            words.Report(ProblemMessages.CursorOfAnotherQuery);
    }

    private static Problem Invalid(RecordsParameter parameter, string vi, string en) =>
        new(ProblemCode.InvalidValue, string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} {vi}."), string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} {en}.")) { Parameter = parameter.Name };
}
