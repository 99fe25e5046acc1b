using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Cql2;

namespace LongAn.OpenData.Query;

/// <summary>A condition that a parameter named after a field made.</summary>
public sealed record FieldCondition(Field Field, Filter Filter);

/// <summary>What a request filters by, with each field's own conditions known, so that a facet can leave out those on its own field.</summary>
public sealed record RequestFilter(IReadOnlyList<FieldCondition> Conditions)
{
    /// <summary>Conditions that belong to no single field: always kept.</summary>
    public IReadOnlyList<Filter> Others { get; init; } = [];

    /// <summary>The words of <c>q</c>, which are among the others too; null where there are none.</summary>
    public TextQuery? Search { get; init; }

    /// <summary>What <c>near</c> asks for, which is among the others too; null where it is not there.</summary>
    public Filter.Near? Near { get; init; }

    /// <summary>What comes first where no sort is asked for: the nearest, else what has the very tones; null for the primary key's order.</summary>
    public Expression? Rank => Near?.From ?? (Search is { FindsSomething: true } ? new Expression.ToneRank(Search) : (Expression?)null);

    public Filter.AllOf All => new([.. Conditions.Select(condition => condition.Filter), .. Others]);

    public Filter.AllOf Without(Field field) => new([.. Conditions.Where(condition => condition.Field != field).Select(condition => condition.Filter), .. Others]);

    /// <summary>Everything in a request that says which records are wanted: all of it must hold.</summary>
    internal static RequestFilter Read(RequestWords words, DatasetVersion version)
    {
        var conditions = FilterPlanner.Plan(words, version);
        var search = ReadSearch(words, version.Schema);
        var others = new List<Filter>();
        if (ReadFilter(words, version) is { } filter)
            others.AddRange(Parts(filter));
        others.AddRange(words.Conditions.SelectMany(condition => Parts(ReadCondition(condition, words, version))));
        if (ValidityFilter.Read(words, version) is { } validOn)
            others.Add(validOn);
        var near = PlacePlanner.Near(words, version);
        if (near is not null)
            others.Add(near);
        if (PlacePlanner.Box(words, version) is { } box)
            others.Add(box);
        if (search is not null)
            others.Add(new Filter.Words(search));
        return new RequestFilter(conditions) { Others = others, Search = search, Near = near };
    }

    private static IEnumerable<Filter> Parts(Filter? filter) => filter switch { null => [], Filter.AllOf all => all.Parts, _ => [filter] };

    /// <summary>The caller has not written it so, and is not told a column of it.</summary>
    private static Filter? ReadCondition(DialectCondition condition, RequestWords words, DatasetVersion version) =>
        Cql2Filter.TryRead(condition.Cql2, Cql2Filter.TextLanguage, version, condition.Parameter, problem => words.Report(problem with { At = null }));

    private static TextQuery? ReadSearch(RequestWords words, TableSchema schema)
    {
        if (!words.Has(RecordsParameter.Search))
            return null;

        var query = TextQuery.Parse(words.Text(RecordsParameter.Search).Replace('\0', ' '));
        if (!schema.Fields.Any(field => field.IsSearched))
            words.Report(new Problem(ProblemCode.InvalidValue, "q không dùng được: bộ dữ liệu không có trường tìm toàn văn.", "q cannot be used: the dataset has no searched fields.") { Parameter = "q" });
        else if (query.TermCount > TextQuery.MostTerms)
            words.Report(new Problem(ProblemCode.OverLimit, $"q: nhiều nhất {TextQuery.MostTerms} từ.", $"q: at most {TextQuery.MostTerms} words.") { Parameter = "q", Maximum = TextQuery.MostTerms });
        return query.IsEmpty ? null : query;
    }

    private static Filter? ReadFilter(RequestWords words, DatasetVersion version)
    {
        var language = words.Has(RecordsParameter.FilterLanguage) ? words.Choice(RecordsParameter.FilterLanguage) : Cql2Filter.TextLanguage;
        return language is null || !words.Has(RecordsParameter.Filter)
            ? null
            : Cql2Filter.TryRead(words.Text(RecordsParameter.Filter), language, version, RecordsParameter.Filter.Name, words.Report);
    }
}
