using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>
/// Which records of a resource are wanted, how many and in what order, as a plan of the portal. Words, fields and order are planned as any
/// other request's are; the row number, which only CKAN has, is put in afterwards.
/// </summary>
internal sealed record DatastoreSearch(PackageResource Resource, RecordsPlan Plan)
{
    private static readonly string[] Known = ["resource_id", "id", "q", "filters", "plain", "language", "limit", "offset", "fields", "sort", "distinct", "include_total", "total_estimation_threshold", "records_format", "include_next_page", "full_text", "callback"];

    /// <summary>The order is that of row numbers.</summary>
    public bool IsInRowOrder => Plan.Sort.Count == 0 && !Plan.IsDistinct;

    public Dataset Dataset => Resource.Package.Dataset;

    /// <returns>Null where there is a mistake, which the words have.</returns>
    /// <param name="more">Parameters that are known beside those of every search.</param>
    public static DatastoreSearch? Read(PackageResource resource, CkanWords words, params string[] more)
    {
        foreach (var name in words.Names.Where(name => !Known.Contains(name) && !more.Contains(name)))
            words.Report("__extras", CkanWords.Invalid(name) + ProblemMessages.MeantEn(Nearest.To(name, Known)));

        var dataset = resource.Package.Dataset;
        var schema = dataset.Schema;
        var filter = Filter.And([new DatastoreFilter(schema, words).Read(), new DatastoreWords(schema, words).ReadFields()]);
        var fields = words.List("fields", hasCommas: true);
        var sort = new DatastoreSort(words.List("sort", hasCommas: true) ?? [], words);
        var isDistinct = words.Flag("distinct") && fields?.Contains(DatastoreType.RowName) == false; // rows are told apart by their numbers
        if (new DatastoreWords(schema, words).ReadText() is not { } text || words.Mistakes.Count > 0)
            return null;

        if (!RecordsPlanner.TryPlan(new RecordsRequest([.. Words(text, fields, sort, isDistinct)]), dataset, out var plan, out var problems))
        {
            foreach (var problem in problems)
                words.Report(problem.Parameter ?? "query", problem.Message.In("en"));
            return null;
        }

        if (sort.Rows is { } rows)
            plan = plan with { Sort = sort.Names.Count == 0 ? [] : plan.Sort, RowsDescending = rows == "desc" };
        return new DatastoreSearch(resource, plan with { Columns = Columns(plan, fields, schema), Filter = new Filter.AllOf([.. plan.Filter.Parts, .. filter is Filter.AllOf all ? all.Parts : [filter]]) });
    }

    /// <summary>The plan of a page. Where all records are in the order of their numbers, what is passed over is a number to begin behind, at any depth.</summary>
    public RecordsPlan Page(int offset, int? limit)
    {
        if (offset == 0 || !IsInRowOrder || !Plan.HasKnownTotal)
            return Plan with { Limit = limit, Offset = offset };

        var behind = Plan.RowsDescending ? new Filter.Comparison(DatastoreType.Row.Source, "<=", Row(Plan.Version.RecordCount - offset)) : new Filter.Comparison(DatastoreType.Row.Source, ">", Row(offset));
        return Plan with { Limit = limit, Offset = 0, Filter = new Filter.AllOf([behind]) };
    }

    private static Expression.Literal Row(long number) => new(number, FieldType.Integer);

    private static IEnumerable<KeyValuePair<string, string>> Words(string text, IReadOnlyList<string>? fields, DatastoreSort sort, bool isDistinct)
    {
        if (text.Length > 0)
            yield return new("q", text);
        if (fields?.Where(name => name != DatastoreType.RowName).Distinct().ToArray() is { Length: > 0 } named)
            yield return new("fields", string.Join(',', named));
        if (sort.Names.Count > 0)
            yield return new("sort", string.Join(',', sort.Names));
        if (isDistinct)
            yield return new("distinct", "true");
    }

    private static IReadOnlyList<Column> Columns(RecordsPlan plan, IReadOnlyList<string>? fields, TableSchema schema) => fields is not { Count: > 0 }
        ? [DatastoreType.Row, .. schema.Fields.Select(field => new Column(field))]
        : fields.Contains(DatastoreType.RowName) ? [.. fields.Distinct().Select(name => name == DatastoreType.RowName ? DatastoreType.Row : new Column(schema.Find(name)!))] : plan.Columns;
}

/// <summary>An order: names with <c>asc</c> or <c>desc</c>, until the row number, behind which nothing matters.</summary>
internal sealed class DatastoreSort
{
    private readonly List<string> names = [];

    public DatastoreSort(IReadOnlyList<string> parts, CkanWords words)
    {
        foreach (var part in parts)
        {
            var (name, direction) = Cut(part.Trim());
            if (direction is null || name.Length == 0)
                words.Report("sort", CkanWords.Invalid(part));
            else if (Rows is null && name == DatastoreType.RowName)
                Rows = direction;
            else if (Rows is null)
                names.Add(direction == "desc" ? "-" + name : name);
        }
    }

    /// <summary>As the portal says it, <c>-</c> for downwards.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary><c>asc</c> or <c>desc</c>; null where the row number is not named.</summary>
    public string? Rows { get; }

    /// <returns>No direction where it cannot be read: records without a value are always last here.</returns>
    private static (string Name, string? Direction) Cut(string part)
    {
        var quoted = part.StartsWith('"') ? part.IndexOf('"', 1) : -1;
        var name = quoted > 0 ? part[1..quoted] : part.Split(' ', 2)[0];
        var rest = (quoted > 0 ? part[(quoted + 1)..] : part[name.Length..]).Trim().ToLowerInvariant();
        return (name, rest switch { "" or "asc" or "nulls last" or "asc nulls last" => "asc", "desc" or "desc nulls last" => "desc", _ => null });
    }
}
