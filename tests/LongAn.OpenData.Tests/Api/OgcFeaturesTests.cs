using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>OGC API Features over HTTP: what the standard asks of documents and items.</summary>
public sealed class OgcFeaturesTests(Portal portal)
{
    private const string Collections = "/ogc/collections";
    private const string Items = $"{Collections}/enterprises/items";
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    public static TheoryData<string> Located => ["districts", "enterprises", "feedback-cases", "industrial-park-claims", "industrial-parks"];

    [Theory]
    [InlineData("/ogc")]
    [InlineData("/ogc/")]
    [InlineData("/ogc?f=json")]
    public async Task The_landing_page_leads_to_everything(string address)
    {
        var landing = await portal.ReadAsync(address);

        foreach (var relation in (string[])["self", "service-desc", "conformance", "data"])
        {
            var answer = await portal.AskAsync(PathOf(Link(landing, relation)!));
            Assert.True(answer.Status == 200, $"{relation}: {answer.Status}");
        }
    }

    [Fact]
    public async Task It_says_what_it_conforms_to()
    {
        var classes = (await portal.ReadAsync("/ogc/conformance"))["conformsTo"]!.AsArray().Select(name => (string)name!).ToList();

        Assert.Contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core", classes);
        Assert.Contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30", classes);
        Assert.Contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson", classes);
        Assert.Contains("http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter", classes);
        Assert.Contains("http://www.opengis.net/spec/cql2/1.0/conf/cql2-text", classes);
        Assert.Equal(classes.Distinct(), classes);
    }

    [Fact]
    public async Task The_collections_are_the_datasets_that_have_a_location()
    {
        var document = await portal.ReadAsync(Collections);

        Assert.Equal(Located.Select(row => row.Data), document["collections"]!.AsArray().Select(item => (string)item!["id"]!));
    }

    [Theory, MemberData(nameof(Located))]
    public async Task A_collection_says_where_it_is_and_where_it_is_from(string id)
    {
        var collection = await portal.ReadAsync($"{Collections}/{id}");
        var dataset = await portal.ReadAsync($"/api/v1/datasets/{id}");

        var box = collection["extent"]!["spatial"]!["bbox"]![0]!.AsArray().Select(side => (double)side!).ToArray();
        Assert.Equal((string?)dataset["provenance"], (string?)collection["provenance"]);
        Assert.Equal((string?)dataset["provenance"] == "synthetic", ((string)collection["description"]!).Contains("SYNTHETIC", StringComparison.Ordinal));
        Assert.Equal(("feature", Crs84), ((string?)collection["itemType"], (string?)collection["crs"]![0]));
        Assert.True(box[0] < box[2] && box[1] < box[3] && box[0] > 105 && box[2] < 108, string.Join(',', box));
        Assert.Equal(PathOf(Link(collection, "self")!), $"{Collections}/{id}");
        Assert.Equal(200, (await portal.AskAsync(PathOf(Link(collection, "items")!))).Status);
        Assert.Equal(200, (await portal.AskAsync(PathOf(Link(collection, "http://www.opengis.net/def/rel/ogc/1.0/queryables")!))).Status);
        Assert.NotNull(Link(collection, "license"));
    }

    [Fact]
    public async Task The_time_of_a_collection_is_what_it_covers_or_that_of_its_records()
    {
        var districts = await portal.ReadAsync($"{Collections}/districts");
        var cases = await portal.ReadAsync($"{Collections}/feedback-cases");

        var interval = cases["extent"]!["temporal"]!["interval"]![0]!.AsArray().Select(end => DateTimeOffset.Parse((string)end!)).ToArray();
        Assert.Equal("[null,\"2025-06-30T16:59:59Z\"]", districts["extent"]!["temporal"]!["interval"]![0]!.ToJsonString());
        Assert.True(interval[0] < interval[1]);
    }

    [Theory, MemberData(nameof(Located))]
    public async Task A_walk_through_a_collection_is_the_portals_own_walk(string id)
    {
        var key = (string)(await portal.ReadAsync($"/api/v1/datasets/{id}"))["primary_key"]![0]!;
        var native = await WalkNativeAsync($"/api/v1/datasets/{id}/records?fields={key}&limit=1000", key);
        var (ids, pages) = await WalkAsync($"{Collections}/{id}/items?limit={(native.Count > 1000 ? 1000 : 7)}");

        Assert.Equal(native, ids);
        Assert.True(pages > 1);
    }

    [Fact]
    public async Task The_same_filter_and_order_give_the_same_keys_in_the_same_order()
    {
        var native = await WalkNativeAsync("/api/v1/datasets/enterprises/records?district_code=802&registered_on__gte=2021-01-01&sort=-charter_capital_vnd&fields=tax_code&limit=50", "tax_code");
        var (ids, pages) = await WalkAsync($"{Items}?district_code=802&filter=registered_on%3E=DATE('2021-01-01')&sortby=-charter_capital_vnd&properties=tax_code&limit=50");

        Assert.Equal(native, ids);
        Assert.True(pages > 1);
    }

    [Fact]
    public async Task Pages_lead_back_too_and_count_once()
    {
        var first = await portal.ReadAsync($"{Items}?district_code=802&limit=3");
        var second = await portal.ReadAsync(PathOf(Link(first, "next")!));
        var back = await portal.ReadAsync(PathOf(Link(second, "prev")!));

        Assert.Null(Link(first, "prev"));
        Assert.True((long)first["numberMatched"]! > 6);
        Assert.Null(second["numberMatched"]);
        Assert.Equal(first["features"]!.ToJsonString(), back["features"]!.ToJsonString());
    }

    [Fact]
    public async Task The_last_page_leads_no_further_and_an_empty_one_is_no_mistake()
    {
        var last = await portal.ReadAsync($"{Collections}/districts/items?limit=15");
        var empty = await portal.ReadAsync($"{Collections}/districts/items?code=000");

        Assert.Equal((null, 15, 15), (Link(last, "next"), (int)last["numberReturned"]!, (int)last["numberMatched"]!));
        Assert.Equal((0, 0, 0), ((int)empty["numberReturned"]!, (int)empty["numberMatched"]!, empty["features"]!.AsArray().Count));
    }

    /// <summary>OGC 17-069r4 has a limit over the maximum read as the maximum; the portal's own API refuses it.</summary>
    [Fact]
    public async Task A_limit_over_the_maximum_is_the_maximum()
    {
        var page = await portal.ReadAsync($"{Items}?limit=10000&properties=tax_code");

        Assert.Equal(1000, (int)page["numberReturned"]!);
        Assert.NotNull(Link(page, "next"));
    }

    [Theory]
    [InlineData("106.4,10.53,106.42,10.55", "longitude__between=106.4,106.42&latitude__between=10.53,10.55")]
    [InlineData("106.4,10.53,-5,106.42,10.55,5000", "longitude__between=106.4,106.42&latitude__between=10.53,10.55")]
    [InlineData("106.42,-90,106.4,90", "filter=longitude%3E=106.42%20OR%20longitude%3C=106.4")]
    public async Task A_box_keeps_what_is_in_it(string box, string native)
    {
        var features = await portal.ReadAsync($"{Items}?bbox={box}&bbox-crs={Uri.EscapeDataString(Crs84)}");
        var records = await portal.ReadAsync($"/api/v1/datasets/enterprises/records?{native}&count=exact");

        Assert.Equal((long)records["page"]!["total"]!, (long)features["numberMatched"]!);
        Assert.InRange((long)features["numberMatched"]!, 1, 15_225);
    }

    [Fact]
    public async Task What_has_no_position_is_in_every_box_and_what_has_no_time_at_every_time()
    {
        var elsewhere = await portal.ReadAsync($"{Collections}/industrial-parks/items?bbox=0,0,1,1&limit=1000");
        var timeless = await portal.ReadAsync($"{Collections}/industrial-parks/items?datetime=1900-01-01");
        var records = await portal.ReadAsync("/api/v1/datasets/industrial-parks/records?latitude__is_null=true&count=exact");

        Assert.Equal((long)records["page"]!["total"]!, (long)elsewhere["numberMatched"]!);
        Assert.All(elsewhere["features"]!.AsArray(), feature => Assert.Null(feature!["geometry"]));
        Assert.Equal(33, (long)timeless["numberMatched"]!);
    }

    [Theory]
    [InlineData("enterprises", "2022-05-04", "registered_on=2022-05-04")]
    [InlineData("enterprises", "2022-01-01/2022-03-31", "registered_on__between=2022-01-01,2022-03-31")]
    [InlineData("enterprises", "2022-01-01/..", "registered_on__gte=2022-01-01")]
    [InlineData("enterprises", "2022-01-01T/..", "registered_on__gte=2022-01-01")]
    [InlineData("enterprises", "/2010-12-31", "registered_on__lte=2010-12-31")]
    [InlineData("enterprises", "2022-01-01T00:00:00Z/2022-03-31T12:00:00Z", "registered_on__between=2022-01-01,2022-03-31")]
    [InlineData("feedback-cases", "2022-03-01T00:00:00%2B07:00/2022-03-31T23:59:59%2B07:00", "received_at__between=2022-03-01T00:00:00%2B07:00,2022-03-31T23:59:59%2B07:00")]
    [InlineData("feedback-cases", "2022-03-01/2022-03-31", "received_at__between=2022-03-01T00:00:00%2B07:00,2022-03-31T23:59:59%2B07:00")]
    [InlineData("districts", "2025-06-30", "valid_on=2025-06-30")]
    [InlineData("districts", "2025-07-01/..", "valid_on=2025-07-01")]
    [InlineData("districts", "../2030-01-01", "valid_on=2025-06-30")]
    public async Task A_time_keeps_what_is_at_it(string id, string datetime, string native)
    {
        var features = await portal.ReadAsync($"{Collections}/{id}/items?datetime={datetime}");
        var records = await portal.ReadAsync($"/api/v1/datasets/{id}/records?{native}&count=exact");

        Assert.Equal((long)records["page"]!["total"]!, (long)features["numberMatched"]!);
    }

    [Theory]
    [InlineData("{\"op\":\"=\",\"args\":[{\"property\":\"district_code\"},\"802\"]}", "cql2-json")]
    [InlineData("district_code = '802'", "cql2-text")]
    public async Task A_filter_is_CQL2_in_either_language(string filter, string language)
    {
        var filtered = await portal.ReadAsync($"{Items}?filter={Uri.EscapeDataString(filter)}&filter-lang={language}&filter-crs={Uri.EscapeDataString(Crs84)}");
        var named = await portal.ReadAsync($"{Items}?district_code=802");

        Assert.Equal((long)named["numberMatched"]!, (long)filtered["numberMatched"]!);
        Assert.True((long)named["numberMatched"]! > 1);
    }

    [Theory]
    [InlineData("items?districtcode=802", "unknown-parameter", "districtcode", "district_code")]
    [InlineData("items?employees__gte=5", "unknown-parameter", "employees__gte", null)]
    [InlineData("items?limit=0", "invalid-value", "limit", null)]
    [InlineData("items?limit=ten", "invalid-value", "limit", null)]
    [InlineData("items?limit=1&limit=2", "repeated-parameter", "limit", null)]
    [InlineData("items?bbox=1,2,3", "invalid-value", "bbox", null)]
    [InlineData("items?bbox=1,2,3,x", "invalid-value", "bbox", null)]
    [InlineData("items?bbox=1,5,3,4", "invalid-value", "bbox", null)]
    [InlineData("items?bbox=1,2,3,95", "invalid-value", "bbox", null)]
    [InlineData("items?bbox-crs=EPSG:4326", "invalid-value", "bbox-crs", Crs84)]
    [InlineData("items?crs=http://www.opengis.net/def/crs/EPSG/0/3857", "invalid-value", "crs", Crs84)]
    [InlineData("items?datetime=yesterday", "invalid-value", "datetime", null)]
    [InlineData("items?datetime=../..", "invalid-value", "datetime", null)]
    [InlineData("items?datetime=2022-01-02/2022-01-01", "invalid-value", "datetime", null)]
    [InlineData("items?datetime=2022-01-01/2022-01-02/2022-01-03", "invalid-value", "datetime", null)]
    [InlineData("items?filter-lang=cql-text", "invalid-value", "filter-lang", "cql2-text")]
    [InlineData("items?properties=nam", "unknown-field", "properties", "name")]
    [InlineData("items?sortby=-nam", "unknown-field", "sortby", "name")]
    [InlineData("items?employees=many", "invalid-value", "employees", null)]
    [InlineData("items?cursor=nonsense", "invalid-cursor", "cursor", null)]
    [InlineData("items?f=xml", "invalid-value", "f", null)]
    [InlineData("items/0?limit=1", "unknown-parameter", "limit", null)]
    [InlineData("queryables?limit=1", "unknown-parameter", "limit", null)]
    [InlineData("?f=html", "invalid-value", "f", null)]
    public async Task A_mistake_is_told_in_the_words_of_the_standard(string address, string code, string parameter, string? suggestion)
    {
        var answer = await portal.AskAsync($"{Collections}/enterprises{(address.StartsWith('?') ? "" : "/")}{address}");

        Assert.Equal((400, code), (answer.Status, answer.Code));
        Assert.Equal(parameter, (string?)answer.Json["errors"]![0]!["parameter"]);
        if (suggestion is not null)
            Assert.Equal(suggestion, (string?)answer.Json["errors"]![0]!["suggestion"]);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var answer = await portal.AskAsync($"{Items}?bbox=1,2,3&datetime=x&nam=1&filter=nam%3D1");

        Assert.Equal(["nam", "bbox", "datetime", "filter"], answer.Json["errors"]!.AsArray().Select(error => (string)error!["parameter"]!));
    }

    [Theory]
    [InlineData("/industries", "/api/v1/datasets/industries")]
    [InlineData("/distrcts/items", "districts")]
    [InlineData("/distrcts/items/1", "districts")]
    public async Task A_collection_that_there_is_none_of_is_a_404_that_says_what_there_is(string address, string suggestion)
    {
        var answer = await portal.AskAsync(Collections + address);

        Assert.Equal((404, "unknown-dataset"), (answer.Status, answer.Code));
        Assert.Equal(suggestion, (string?)answer.Json["errors"]![0]!["suggestion"]);
    }

    [Fact]
    public async Task A_feature_is_found_by_its_id_and_is_the_one_in_its_collection()
    {
        var page = await portal.ReadAsync($"{Items}?limit=1");
        var listed = page["features"]![0]!.AsObject();
        var answer = await portal.AskAsync($"{Items}/{Uri.EscapeDataString((string)listed["id"]!)}");

        foreach (var (name, member) in listed)
            Assert.True(JsonNode.DeepEquals(member, answer.Json[name]), name);
        Assert.Equal("synthetic", (string?)answer.Json["provenance"]);
        Assert.Equal("application/geo+json", answer.Header("Content-Type"));
        Assert.EndsWith("/ogc/collections/enterprises", Link(answer.Json, "collection"), StringComparison.Ordinal);
        Assert.Equal((404, "unknown-record"), ((await portal.AskAsync($"{Items}/none")).Status, (await portal.AskAsync($"{Items}/none")).Code));
    }

    [Fact]
    public async Task An_id_of_several_values_is_found_again_whatever_is_in_them()
    {
        using var datasets = new TempFolder();
        datasets.WriteDataset("places", [("name", "string"), ("day", "date"), ("lon", "number"), ("lat", "number")], "name,day,lon,lat\n\"a,b/c 100%\",2024-01-01,106.5,10.5\nđ,2024-01-02,,\n", (descriptor, _) =>
        {
            descriptor["resources"]![0]!["schema"]!["primaryKey"] = new JsonArray("name", "day");
            descriptor["resources"]![0]!["portal"] = JsonNode.Parse("""{"location": {"longitude": "lon", "latitude": "lat"}}""");
        });
        await using var own = await Portal.StartAsync(datasets.Path);

        var features = (await own.ReadAsync("/ogc/collections/places/items"))["features"]!.AsArray();
        foreach (var feature in features)
        {
            var one = await own.ReadAsync($"/ogc/collections/places/items/{Uri.EscapeDataString((string)feature!["id"]!)}");
            Assert.Equal(feature["properties"]!.ToJsonString(), one["properties"]!.ToJsonString());
        }

        Assert.Equal(["a%2Cb%2Fc%20100%25,2024-01-01", "%C4%91,2024-01-02"], features.Select(feature => (string)feature!["id"]!));
    }

    [Fact]
    public async Task A_descriptor_may_name_the_field_of_time()
    {
        using var datasets = new TempFolder();
        datasets.WriteDataset("visits", [("id", "integer"), ("at", "datetime"), ("day", "date"), ("lon", "number"), ("lat", "number")], "id,at,day,lon,lat\n1,2020-01-01T00:00:00Z,2024-01-01,106.5,10.5\n2,2020-01-01T00:00:00Z,,106.5,10.5\n3,2020-01-01T00:00:00Z,2023-01-01,106.5,10.5\n", (descriptor, _) =>
            descriptor["resources"]![0]!["portal"] = JsonNode.Parse("""{"location": {"longitude": "lon", "latitude": "lat"}, "time": "day"}"""));
        await using var own = await Portal.StartAsync(datasets.Path);

        var features = (await own.ReadAsync("/ogc/collections/visits/items?datetime=2024-01-01"))["features"]!.AsArray();

        Assert.Equal([1, 2], features.Select(feature => (int)feature!["id"]!));
    }

    [Theory]
    [InlineData("application/geo+json", 200, "application/geo+json")]
    [InlineData("application/json", 200, "application/json")]
    [InlineData("application/geo+json, application/json", 200, "application/geo+json")]
    [InlineData("*/*", 200, "application/geo+json")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", 200, "application/json")]
    [InlineData("text/csv", 406, "application/problem+json")]
    public async Task Items_are_called_what_the_caller_takes(string accept, int status, string type)
    {
        var answer = await portal.AskAsync($"{Items}?limit=1", headers: ("Accept", accept));

        Assert.Equal((status, type), (answer.Status, answer.Header("Content-Type")));
    }

    [Theory]
    [InlineData("/ogc", "text/html,*/*;q=0.8", "application/json; charset=utf-8")]
    [InlineData("/ogc", "text/html", "application/json")]
    [InlineData("/ogc/collections", "text/html", "application/json")]
    [InlineData("/ogc/api", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json")]
    [InlineData("/ogc/collections/districts/queryables", "text/html,*/*;q=0.8", "application/json")]
    [InlineData("/ogc/api", "*/*", "application/vnd.oai.openapi+json;version=3.0")]
    [InlineData("/ogc/api", "application/json", "application/json")]
    [InlineData("/ogc/collections/districts/queryables", "application/schema+json", "application/schema+json")]
    [InlineData("/ogc/collections/districts/queryables", "application/json", "application/json")]
    public async Task Documents_are_called_what_the_caller_takes(string address, string accept, string type)
    {
        var answer = await portal.AskAsync(address, headers: ("Accept", accept));

        Assert.Equal((200, type.Split(';')[0]), (answer.Status, answer.Header("Content-Type")!.Split(';')[0]));
    }

    [Theory]
    [InlineData("/ogc")]
    [InlineData("/ogc/api")]
    [InlineData(Collections)]
    [InlineData($"{Items}?limit=2")]
    [InlineData("/ogc/collections/districts/items/794")]
    public async Task An_answer_that_is_held_is_not_sent_again(string address)
    {
        var first = await portal.AskAsync(address);
        var head = await portal.AskAsync(address, HttpMethod.Head);
        var held = await portal.AskAsync(address, headers: ("If-None-Match", first.Header("ETag")!));
        var options = await portal.AskAsync(address, HttpMethod.Options);
        var other = await portal.AskAsync(address, headers: ("Origin", "https://gis.example"));

        Assert.Equal((200, 304, 204), (head.Status, held.Status, options.Status));
        Assert.Equal((0, first.Header("ETag")), (head.Body.Length, head.Header("ETag")));
        Assert.Equal("*", other.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Documents_speak_the_language_of_the_request()
    {
        var vietnamese = await portal.AskAsync($"{Collections}/districts", headers: ("Accept-Language", "vi"));
        var english = await portal.AskAsync($"{Collections}/districts?lang=en");

        Assert.Equal(("vi", "en"), (vietnamese.Header("Content-Language"), english.Header("Content-Language")));
        Assert.NotEqual((string?)vietnamese.Json["title"], (string?)english.Json["title"]);
    }

    [Fact]
    public async Task Its_OpenAPI_document_has_every_parameter_that_items_take()
    {
        var document = await portal.ReadAsync("/ogc/api");
        var queryables = await portal.ReadAsync($"{Collections}/enterprises/queryables");

        var parameters = document["paths"]!["/collections/enterprises/items"]!["get"]!["parameters"]!.AsArray()
            .Select(parameter => (string?)parameter!["name"] ?? ((string)parameter["$ref"]!).Split('/')[^1]).ToList();
        Assert.Equal(parameters.Distinct(), parameters);
        Assert.All(queryables["properties"]!.AsObject().Where(property => property.Key != "geometry"), property => Assert.Contains(property.Key, parameters));
        Assert.All(["limit", "bbox", "datetime", "filter", "filter-lang", "filter-crs"], name => Assert.Contains(name, parameters));
        Assert.Equal("3.0", ((string)document["openapi"]!)[..3]);
        Assert.Equal(portal.Client.BaseAddress!.AbsoluteUri + "ogc", (string?)document["servers"]![0]!["url"]);
    }

    private async Task<List<string>> WalkNativeAsync(string address, string key)
    {
        var keys = new List<string>();
        for (string? next = address; next is not null;)
        {
            var page = await portal.ReadAsync(next);
            keys.AddRange(page["data"]!.AsArray().Select(record => (string)record![key]!));
            next = (string?)page["links"]!["next"] is { } link ? PathOf(link) : null;
        }

        return keys;
    }

    private async Task<(List<string> Ids, int Pages)> WalkAsync(string address)
    {
        var ids = new List<string>();
        var pages = 0;
        for (string? next = address; next is not null; pages++)
        {
            var answer = await portal.AskAsync(next);
            var page = answer.Json;
            Assert.Equal("FeatureCollection", (string?)page["type"]);
            Assert.Equal(page["features"]!.AsArray().Count, (int)page["numberReturned"]!);
            ids.AddRange(page["features"]!.AsArray().Select(feature => (string)feature!["id"]!));
            Assert.Equal(Link(page, "next"), answer.Links().GetValueOrDefault("next"));
            next = Link(page, "next") is { } link ? PathOf(link) : null;
        }

        return (ids, pages);
    }

    private static string? Link(JsonNode document, string relation) =>
        (string?)document["links"]!.AsArray().FirstOrDefault(link => (string?)link!["rel"] == relation)?["href"];

    private static string PathOf(string address) => new Uri(address).PathAndQuery;
}
