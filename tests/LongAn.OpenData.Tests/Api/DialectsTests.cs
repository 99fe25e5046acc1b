using System.Text.Json.Nodes;
using System.Xml.Linq;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

/// <summary>One store, one query, every dialect: a question gives the same keys in the same order however it is asked and whatever it is answered in.</summary>
public sealed class DialectsTests(Portal portal)
{
    /// <summary>A dataset, its key, and the question in the portal's words, in CKAN's and in those of OGC API Features (null where the dataset has no location, or OGC no word).</summary>
    public static TheoryData<string, string, string, string, string?> Questions => new()
    {
        { "districts", "code", "latitude__gte=10.6&latitude__lt=10.9&sort=name_vi", """filters={"latitude":{"gte":10.6,"lt":10.9}}&sort=name_vi asc""", "filter=latitude >= 10.6 AND latitude < 10.9&sortby=name_vi" },
        { "districts", "code", "name_vi__contains=duc&sort=-code", """q={"name_vi":"duc"}&sort=code desc""", "filter=ACCENTI(CASEI(name_vi)) LIKE '%duc%'&sortby=-code" },
        { "industrial-parks", "id", "filter=area_ha BETWEEN 100 AND 200 OR area_ha IS NULL&sort=district_code,-area_ha", """filters={"$or":[{"area_ha":{"gte":100,"lte":200}},{"area_ha":null}]}&sort=district_code, area_ha desc""", "filter=area_ha BETWEEN 100 AND 200 OR area_ha IS NULL&sortby=district_code,-area_ha" },
        { "enterprises", "tax_code", "district_code=802&registered_on__gte=2021-01-01&sort=-charter_capital_vnd", """filters={"district_code":"802","registered_on":{"gte":"2021-01-01"}}&sort=charter_capital_vnd desc""", "district_code=802&filter=registered_on >= DATE('2021-01-01')&sortby=-charter_capital_vnd" },
        { "enterprises", "tax_code", "commune_code__in=27991,27994,28003&employees__gt=10", """filters={"commune_code":["27991","27994","28003"],"employees":{"gt":10}}""", "filter=commune_code IN ('27991','27994','28003') AND employees > 10" },
        { "feedback-cases", "case_id", "district_code=802&district_code=803&sort=-received_at", """filters={"district_code":["802","803"]}&sort=received_at desc""", "filter=district_code IN ('802','803')&sortby=-received_at" },
        { "communes", "code", "district_code=803&sort=-name_vi", """filters={"district_code":"803"}&sort=name_vi desc""", null },
        { "public-services", "code", "q=dang ky khai sinh&sort=-code", "q=dang ky khai sinh&sort=code desc", null },
    };

    [Theory, MemberData(nameof(Questions))]
    public async Task A_question_gives_the_same_keys_in_the_same_order_in_every_dialect_and_format(string dataset, string key, string native, string ckan, string? ogc)
    {
        var expected = await NativeAsync($"/api/v1/datasets/{dataset}/records?limit=100&fields={key}&{Escape(native)}", key);

        Assert.True(expected.Count > 1, $"{expected.Count} records tell no order");
        var version = portal.Services.GetRequiredService<DatasetCatalog>().Find(dataset)!.Current;
        foreach (var format in RecordFormat.For(version))
        {
            var export = await portal.AskAsync($"/api/v1/datasets/{dataset}/export.{format.Name}?fields={key}&{Escape(native)}");
            Assert.Equal(expected, await FormatReaders.LinesAsync(format, export.Body.ToArray(), [version.Schema.Find(key)!]));
        }

        Assert.Equal(expected, await CkanAsync($"/api/3/action/datastore_search?resource_id={dataset}&limit=100&fields={key}&{Escape(ckan)}", key));
        foreach (var (format, read) in Dumps)
            Assert.Equal(expected, read((await portal.AskAsync($"/datastore/dump/{dataset}?format={format}&fields={key}&{Escape(ckan)}")).Text, key));
        if (ogc is not null)
            Assert.Equal(expected, await OgcAsync($"/ogc/collections/{dataset}/items?limit=100&properties={key}&{Escape(ogc)}"));
    }

    /// <summary>The formats of CKAN's dumps, and how the keys are read in each.</summary>
    private static readonly (string Format, Func<string, string, IEnumerable<string>> Read)[] Dumps =
    [
        ("csv", (text, _) => text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)),
        ("tsv", (text, _) => text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)),
        ("json", (text, _) => JsonNode.Parse(text)!["records"]!.AsArray().Select(record => record![0]!.ToString())),
        ("xml", (text, key) => XDocument.Parse(text).Root!.Elements("row").Select(row => row.Element(key)!.Value)),
    ];

    private async Task<List<string>> NativeAsync(string address, string key)
    {
        var keys = new List<string>();
        for (string? next = address; next is not null;)
        {
            var page = await portal.ReadAsync(next);
            keys.AddRange(page["data"]!.AsArray().Select(record => record![key]!.ToString()));
            next = PathOf((string?)page["links"]!["next"]);
        }

        return keys;
    }

    private async Task<List<string>> CkanAsync(string address, string key)
    {
        var keys = new List<string>();
        for (var next = address; ;)
        {
            var result = (await portal.ReadAsync(next))["result"]!;
            if (result["records"]!.AsArray().Count == 0)
                return keys;

            keys.AddRange(result["records"]!.AsArray().Select(record => record![key]!.ToString()));
            next = (string)result["_links"]!["next"]!;
        }
    }

    private async Task<List<string>> OgcAsync(string address)
    {
        var keys = new List<string>();
        for (string? next = address; next is not null;)
        {
            var page = await portal.ReadAsync(next);
            keys.AddRange(page["features"]!.AsArray().Select(feature => feature!["id"]!.ToString()));
            next = PathOf((string?)page["links"]!.AsArray().SingleOrDefault(link => (string?)link!["rel"] == "next")?["href"]);
        }

        return keys;
    }

    private static string? PathOf(string? address) => address is null ? null : new Uri(address).PathAndQuery;

    private static string Escape(string question) =>
        string.Join('&', question.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair[1])}"));
}
