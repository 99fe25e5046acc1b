using System.Text.Json.Nodes;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary><c>package_search</c>: the question, and the packages that meet it in order.</summary>
internal sealed class PackageSearch
{
    public const int DefaultRows = 10;

    /// <summary>CKAN's <c>ckan.search.rows_max</c>: more are asked for in vain, and the answer has no more.</summary>
    public const int MostRows = 1_000;
    public const string DefaultSort = "score desc, metadata_modified desc";

    private const int DefaultFacetLimit = 50;

    /// <summary>What Solr orders by: one row each.</summary>
    private static readonly Dictionary<string, Func<(PackageFacts Package, double Score), IComparable>> Orders = new(StringComparer.Ordinal)
    {
        ["score"] = found => found.Score,
        ["relevance"] = found => found.Score,
        ["id"] = found => found.Package.Id,
        ["name"] = found => found.Package.Dataset.Id,
        ["title"] = found => VietnameseText.Fold(found.Package.Dataset.Description.Title.Vi),
        ["title_string"] = found => VietnameseText.Fold(found.Package.Dataset.Description.Title.Vi),
        ["organization"] = found => found.Package.Dataset.Description.Publisher.Id,
        ["metadata_created"] = found => found.Package.Created,
        ["metadata_modified"] = found => found.Package.Modified,
        ["views_recent"] = _ => 0,
        ["views_total"] = _ => 0,
    };

    private readonly IReadOnlyList<PackageField> facetFields;
    private readonly int facetLimit;
    private readonly int facetLeast;

    private PackageSearch(CkanCall call, IReadOnlyList<PackageField> facetFields, IReadOnlyList<(PackageFacts Package, double Score)> found, string sort)
    {
        var words = call.Words;
        this.facetFields = facetFields;
        Sort = sort;
        Found = [.. found.Select(pair => pair.Package)];
        Start = words.Natural("start", 0);
        Rows = Math.Min(words.Natural("rows", DefaultRows), MostRows);
        facetLimit = words.Text("facet.limit") == "-1" ? int.MaxValue : words.Natural("facet.limit", DefaultFacetLimit);
        facetLeast = words.Natural("facet.mincount", 1);
    }

    public string Sort { get; }

    /// <summary>All that match, in order.</summary>
    public IReadOnlyList<PackageFacts> Found { get; }

    public int Start { get; }

    public int Rows { get; }

    /// <returns>Null where there is a mistake.</returns>
    public static PackageSearch? TryRead(CkanCall call, out CkanError? mistake)
    {
        var words = call.Words;
        var unknown = words.Names.Where(name => name != "callback" && !CkanParameters.SearchNames.Contains(name) && !name.StartsWith("ext_", StringComparison.Ordinal)).ToArray();
        mistake = unknown.Length > 0 ? CkanError.SearchQuery($"Invalid search parameters: {string.Join(", ", unknown.Select(name => Named(name)))}") : null;
        if (mistake is not null || ReadQuery(call, out mistake) is not { } query)
            return null;

        var sort = words.Text("sort") is { Length: > 0 } asked ? asked.Replace("relevance asc", DefaultSort, StringComparison.Ordinal) : DefaultSort;
        var keys = sort.Split(',').Select(ReadKey).ToArray();
        if (Array.FindIndex(keys, key => key is null) is >= 0 and var wrong)
        {
            mistake = CkanError.SearchQuery($"Invalid \"sort\" parameter: {CkanWords.Invalid(sort.Split(',')[wrong].Trim())}");
            return null;
        }

        var facets = ReadFacets(words, out mistake);
        if (mistake is not null)
            return null;

        IEnumerable<(PackageFacts Package, double Score)> found = call.Catalog.Packages.Select(package => (Package: package, Score: query.Score(package))).Where(pair => pair.Score > 0);
        var search = new PackageSearch(call, facets, [.. Order(found, keys.OfType<(string, bool)>())], sort);
        mistake = call.Mistakes;
        return mistake is null ? search : null;
    }

    /// <summary>The members of the answer that count values.</summary>
    public (JsonObject Facets, JsonObject SearchFacets) Facets(CkanSnapshot catalog)
    {
        var (plain, rich) = (new JsonObject(), new JsonObject());
        foreach (var field in facetFields)
        {
            var counts = Found.SelectMany(package => package.Of(field.Name).Distinct()).GroupBy(value => value, StringComparer.Ordinal)
                .Select(group => (Value: group.Key, Count: group.Count())).Where(pair => pair.Count >= facetLeast)
                .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Value, StringComparer.Ordinal).Take(facetLimit).ToArray();
            plain[field.Name] = new JsonObject(counts.Select(pair => KeyValuePair.Create(pair.Value, (JsonNode?)pair.Count)));
            rich[field.Name] = new JsonObject
            {
                ["title"] = field.Name,
                ["items"] = new JsonArray([.. counts.Select(pair => new JsonObject { ["name"] = pair.Value, ["display_name"] = Display(field, pair.Value, catalog), ["count"] = pair.Count })]),
            };
        }

        return (plain, rich);
    }

    private static SolrQuery? ReadQuery(CkanCall call, out CkanError? mistake)
    {
        var now = call.Http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var parts = new List<SolrQuery>();
        foreach (var text in (string[])[.. call.Words.List("fq", hasCommas: false) ?? [], .. call.Words.List("fq_list", hasCommas: false) ?? []])
        {
            if (SolrParser.TryParse(text, now, out var wrong) is not { } filter)
            {
                mistake = CkanError.SearchQuery($"fq: {wrong}");
                return null;
            }

            parts.Add(new SolrQuery.Filtering(filter));
        }

        mistake = null;
        var q = call.Words.Text("q") ?? "";
        var query = SolrParser.TryParse(q, now, out var fault);
        if (query is null && !q.Contains(':', StringComparison.Ordinal) && fault is not null)
            query = new SolrQuery.All([.. PackageFacts.FoldedWords(q).Split(' ').Select(word => new SolrQuery.Term(null, word))]); // words are never malformed, as for Solr's dismax
        if (query is null)
            mistake = CkanError.SearchQuery($"q: {fault}");
        return query is null ? null : new SolrQuery.All([query, .. parts]);
    }

    private static IReadOnlyList<PackageField> ReadFacets(CkanWords words, out CkanError? mistake)
    {
        mistake = null;
        if (!words.Flag("facet", standard: true) || words.List("facet.field", hasCommas: true) is not { } names)
            return [];

        var unknown = names.Where(name => PackageField.Find(name) is null).ToArray();
        if (unknown.Length > 0)
            mistake = CkanError.SearchQuery($"facet.field: {string.Join(", ", unknown.Select(name => $"undefined field {CkanWords.Invalid(name)}"))}");
        return [.. names.Select(PackageField.Find).OfType<PackageField>().DistinctBy(field => field.Name)];
    }

    private static (string Name, bool IsDown)? ReadKey(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isKey = parts.Length is 1 or 2 && Orders.ContainsKey(parts[0]) && (parts.Length == 1 || parts[1].ToLowerInvariant() is "asc" or "desc");
        return isKey ? (parts[0], parts.Length == 2 && parts[1].Equals("desc", StringComparison.OrdinalIgnoreCase)) : null;
    }

    /// <summary>Ends with the name, so that the order is total and pages neither lose nor repeat a package.</summary>
    private static IEnumerable<(PackageFacts Package, double Score)> Order(IEnumerable<(PackageFacts Package, double Score)> found, IEnumerable<(string Name, bool IsDown)> keys)
    {
        var ordered = found.OrderBy(_ => 0);
        foreach (var (name, isDown) in keys)
            ordered = isDown ? ordered.ThenByDescending(Orders[name], Ordinal) : ordered.ThenBy(Orders[name], Ordinal);
        return ordered.ThenBy(pair => pair.Package.Dataset.Id, StringComparer.Ordinal);
    }

    private static readonly Comparer<IComparable> Ordinal = Comparer<IComparable>.Create((a, b) => a is string left && b is string right ? string.CompareOrdinal(left, right) : a.CompareTo(b));

    private static string Named(string name)
    {
        var meant = Nearest.To(name, CkanParameters.SearchNames);
        return $"'{Query.ProblemMessages.Cut(name)}'{(meant is null ? "" : $" (did you mean '{meant}'?)")}";
    }

    private static string Display(PackageField field, string value, CkanSnapshot catalog) => field.Name switch
    {
        "organization" => catalog.Packages.Select(package => package.Dataset.Description.Publisher).First(publisher => publisher.Id == value).Title.Vi,
        "groups" => OpenData.Catalog.Theme.Find(value.ToUpperInvariant())?.Title.Vi ?? value,
        "license_id" => catalog.Packages.Select(package => package.Dataset.Description.Licences[0]).First(licence => licence.Name == value).Title ?? value,
        _ => value,
    };
}
