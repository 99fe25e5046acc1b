using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Dictionary;

/// <summary>The data dictionary: every field with its meaning, rules and profile.</summary>
internal static class DictionaryEndpoints
{
    private const int Bins = 12;

    /// <summary>Dates over fewer years than these are counted by month.</summary>
    private const int YearsOnTheirOwn = 3;

    public static void MapDictionary(this RouteGroupBuilder pages) => pages.MapGet("/datasets/{id}/dictionary", GetDictionary).WithMetadata(new KeepsAnswers());

    private static IResult GetDictionary(string id, HttpContext http, DatasetCatalog catalog, SqliteRecordStore store)
    {
        if (!DatasetPages.TryFind(id, http.Request, catalog, out var dataset, out var version, out var problem))
            return problem;

        return new PageResult<DictionaryPage>($"{dataset.Digest}:{version.Number}", DatasetPages.Modified(dataset), async cancel => await MakeAsync(dataset, version, store, cancel)) { IsPinned = AskedVersion.IsPinned(http) };
    }

    private static async ValueTask<DictionaryModel> MakeAsync(Dataset dataset, DatasetVersion version, SqliteRecordStore store, CancellationToken cancel)
    {
        var spread = await SpreadAsync(dataset, version, store, cancel);
        return new DictionaryModel(dataset, version, [.. version.Schema.Fields.Select(field =>
        {
            var profile = version.Profile.First(row => row.Field == field.Name);
            var key = version.Schema.ForeignKeys.FirstOrDefault(key => key.Fields is [var only] && only == field.Name);
            var (shape, bars) = spread.TryGetValue(field.Name, out var found) ? found : (DictionaryShape.Values, [.. profile.Top.Where(top => top.Value is not null).Select(top => new DictionaryBar(top.Value, null, top.Count))]);
            return new DictionaryField(field, profile, key, shape, bars);
        })]);
    }

    /// <summary>How numbers and dates are spread, counted once a version.</summary>
    private static async ValueTask<Dictionary<string, (DictionaryShape Shape, IReadOnlyList<DictionaryBar> Bars)>> SpreadAsync(Dataset dataset, DatasetVersion version, SqliteRecordStore store, CancellationToken cancel)
    {
        var spread = new Dictionary<string, (DictionaryShape, IReadOnlyList<DictionaryBar>)>(StringComparer.Ordinal);
        foreach (var some in version.Schema.Fields.Select(field => Facet(field, version)).OfType<string>().Chunk(FacetsParameter.MaxFacets))
        {
            var words = new RecordsRequest([new("fields", string.Join(',', some)), new("bins", $"{Bins}"), new("version", $"{version.Number}")]);
            if (!FacetsPlanner.TryPlan(words, dataset, out var plan, out _))
                continue;

            foreach (var pass in plan.Passes)
            {
                var answer = await store.GroupAsync(pass.Groups, cancel);
                for (var i = 0; i < answer.Tables.Count; i++)
                    spread[plan.Facets[pass.Facets[i]].Field.Name] = Bars(plan.Facets[pass.Facets[i]], answer.Tables[i]);
            }
        }

        return spread;
    }

    /// <returns>How the field is counted, as the API says it; null where its most frequent values are shown.</returns>
    private static string? Facet(Field field, DatasetVersion version)
    {
        var profile = version.Profile.First(row => row.Field == field.Name);
        if (profile.Min is null || version.Schema.PrimaryKey is [var only] && only == field.Name)
            return null;
        if (field.Type.Kind is ValueKind.Integer or ValueKind.Real)
            return profile.Distinct <= Bins ? null : $"{field.Name}:{(IsWide(profile) ? FacetShape.LogHistogram : FacetShape.Histogram).Name}";
        if (field.Type != FieldType.Date && field.Type != FieldType.DateTime)
            return null;

        var part = YearOf(profile.Max!) - YearOf(profile.Min) >= YearsOnTheirOwn ? "year" : "month";
        return FacetShape.Find(part)!.Fits(field.Type) ? $"{field.Name}:{part}" : null;
    }

    private static int YearOf(object day) => int.Parse(((string)day).AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Values differ so much that bins of one width would put nearly all of them into the first.</summary>
    private static bool IsWide(FieldProfile profile) =>
        Convert.ToDouble(profile.Min, System.Globalization.CultureInfo.InvariantCulture) >= 0 && Convert.ToDouble(profile.Max, System.Globalization.CultureInfo.InvariantCulture) >= 100_000;

    private static (DictionaryShape Shape, IReadOnlyList<DictionaryBar> Bars) Bars(Facet facet, GroupTable table)
    {
        var counts = table.Rows.Where(row => row.Values[0] is not null).ToDictionary(row => FacetLabels.Text(row.Values[0]!), row => row.Count, StringComparer.Ordinal);
        if (facet.Key is BinKey { Bins: var bins })
            return (DictionaryShape.Bins, [.. Enumerable.Range(0, bins.Count).Select(bin => new DictionaryBar(bins.Edges[bin], bins.Edges[bin + 1], counts.GetValueOrDefault($"{bin}")))]);

        return (DictionaryShape.Periods, [.. facet.Periods.Select(period => new DictionaryBar(period, null, counts.GetValueOrDefault(period)))]);
    }
}
