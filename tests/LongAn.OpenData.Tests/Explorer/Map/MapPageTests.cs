using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LongAn.OpenData.Server.Explorer.Assets;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Explorer.Map;

public sealed partial class MapPageTests(Portal portal)
{
    private const string NoNode = "This build has no map: Node was not there.";

    private bool HasMap => portal.Services.GetRequiredService<ExplorerAssets>().Has("map.js");

    [Theory]
    [InlineData("enterprises", "bbox=106.4,10.5,106.5,10.6&limit=20")]
    [InlineData("enterprises", "district_code=794&sort=-charter_capital_vnd&limit=5")]
    [InlineData("feedback-cases", "near=10.54,106.41,3000&limit=10")]
    [InlineData("industrial-parks", "limit=40")]
    [InlineData("districts", "limit=20")]
    public async Task Without_a_script_the_records_are_listed_with_their_places(string dataset, string query)
    {
        var page = await portal.AskAsync($"/datasets/{dataset}/map?{query}");

        var features = (await portal.ReadAsync($"/api/v1/datasets/{dataset}/records?format=geojson&{query}"))["features"]!.AsArray();
        Assert.Equal(features.Select(Place), Rows(page.Text).Select(row => row.Place));
        Assert.NotEmpty(features);
    }

    [Fact]
    public async Task Each_record_leads_to_its_own_address()
    {
        var page = await portal.AskAsync("/datasets/industrial-park-claims/map?limit=7");

        Assert.Equal(7, Rows(page.Text).Count);
        foreach (var row in Rows(page.Text))
            Assert.Equal(200, (await portal.AskAsync("/api/v1" + row.Href)).Status);
    }

    [Fact]
    public async Task The_list_has_pages()
    {
        var first = await portal.AskAsync("/datasets/feedback-cases/map?status=answered");

        var second = await portal.AskAsync(Href("rel=\"next\"", first.Text));
        Assert.Equal((50, 50), (Rows(first.Text).Count, Rows(second.Text).Count));
        Assert.Empty(Rows(first.Text).Select(row => row.Href).Intersect(Rows(second.Text).Select(row => row.Href)));
        Assert.Equal(Rows(first.Text), Rows((await portal.AskAsync(Href("rel=\"prev\"", second.Text))).Text));
    }

    [Fact]
    public async Task The_script_asks_for_the_records_of_the_filters_with_their_names()
    {
        Assert.SkipUnless(HasMap, NoNode);
        var page = await portal.AskAsync("/datasets/enterprises/map?district_code=794&sort=name&limit=3");
        var asked = Data("records", page.Text);

        var answer = await portal.ReadAsync($"{asked}&bbox=106,10,107,11&limit=1000&count=exact");
        Assert.Equal(1000, answer["features"]!.AsArray().Count);
        Assert.All(answer["features"]!.AsArray(), feature => Assert.NotEmpty((string)feature!["properties"]![Data("label", page.Text)]!));
        Assert.Equal("/api/v1/datasets/enterprises/records?district_code=794&format=geojson&fields=name", asked);
    }

    [Fact]
    public async Task How_many_records_match_is_told()
    {
        var page = await portal.AskAsync("/datasets/enterprises/map?district_code=794&lang=vi");

        var total = (long)(await portal.ReadAsync("/api/v1/datasets/enterprises/records?district_code=794&count=exact&limit=1"))["page"]!["total"]!;
        Assert.Contains($"{total / 1000}.{total % 1000:000} bản ghi khớp", page.Text, StringComparison.Ordinal);
    }

    /// <summary>It points to industrial parks too, few of which have a position.</summary>
    [Fact]
    public async Task Of_places_pointed_to_those_are_named_that_all_have_a_position()
    {
        Assert.SkipUnless(HasMap, NoNode);
        var names = JsonNode.Parse(Data("names", (await portal.AskAsync("/datasets/industrial-park-claims/map?lang=vi")).Text))!.AsArray();

        Assert.Contains("Huyện Bến Lức", names.Select(name => (string)name![0]!));
    }

    [Fact]
    public async Task Places_that_a_foreign_key_points_to_are_named_in_the_language_of_the_page()
    {
        Assert.SkipUnless(HasMap, NoNode);
        var vi = JsonNode.Parse(Data("names", (await portal.AskAsync("/datasets/enterprises/map?lang=vi")).Text))!.AsArray();
        var en = JsonNode.Parse(Data("names", (await portal.AskAsync("/datasets/enterprises/map?lang=en")).Text))!.AsArray();

        Assert.Equal(15, vi.Count);
        Assert.Contains("Huyện Đức Hòa", vi.Select(name => (string)name![0]!));
        Assert.Contains("Duc Hoa District", en.Select(name => (string)name![0]!));
    }

    [Fact]
    public async Task A_box_that_is_none_is_told_in_the_frame_of_the_dataset()
    {
        var answer = await portal.AskAsync("/datasets/enterprises/map?bbox=106,11,107,10&lang=en");

        Assert.Equal(400, answer.Status);
        Assert.Contains("Registered enterprises", answer.Text, StringComparison.Ordinal);
        Assert.Contains("minlat must not be greater than maxlat", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_without_places_has_no_map_and_no_tab_of_it()
    {
        var answer = await portal.AskAsync("/datasets/population/map?lang=en");

        Assert.Equal(404, answer.Status);
        Assert.Contains("has no location", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/datasets/population/map", (await portal.AskAsync("/datasets/population/chart")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_may_load_anything_of_another_host_unless_a_base_map_is_configured()
    {
        using var folder = new TempFolder();
        WriteSpots(folder, "a,Chợ,10.5,106.4\n");
        var settings = new Dictionary<string, string?> { ["Explorer:TileUrl"] = "https://{s}.tiles.example.vn/{z}/{x}/{y}.png", ["Explorer:TileCredit"] = "<b>Bản đồ</b>" };
        await using var tiled = await Portal.StartAsync(folder.Path, settings: settings);

        var plain = await portal.AskAsync("/datasets/districts/map");
        var withTiles = await tiled.AskAsync("/datasets/spots/map");
        Assert.Contains("img-src 'self' data:;", plain.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("data-tiles", plain.Text, StringComparison.Ordinal);
        Assert.Contains("img-src 'self' data: https://*.tiles.example.vn;", withTiles.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Bản đồ</b>", withTiles.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_records_is_text_in_the_page()
    {
        using var folder = new TempFolder();
        WriteSpots(folder, "\"a,b/c\",\"\"\"><script>alert(1)</script>\",10.5,106.4\nb,,,\n");
        await using var own = await Portal.StartAsync(folder.Path);

        var page = await own.AskAsync("/datasets/spots/map");
        var rows = Rows(page.Text);
        Assert.DoesNotContain("<script>alert", page.Text, StringComparison.Ordinal);
        Assert.Equal("\"><script>alert(1)</script>", rows[0].Label);
        Assert.Equal("/datasets/spots/records/a%2Cb%2Fc", rows[0].Href);
        Assert.Equal(("b", (null, null)), (rows[1].Label, rows[1].Place));
    }

    private static void WriteSpots(TempFolder folder, string records) =>
        folder.WriteDataset("spots", [("id", "string"), ("name", "string"), ("lat", "number"), ("lon", "number")], "id,name,lat,lon\n" + records, (package, schema) =>
        {
            package["resources"]![0]!["portal"] = JsonNode.Parse("""{ "location": { "latitude": "lat", "longitude": "lon" } }""");
            schema["fields"]![1]!["portal"] = JsonNode.Parse("""{ "search": true }""");
        });

    private static (double? Latitude, double? Longitude) Place(JsonNode? feature) =>
        feature!["geometry"] is { } geometry ? ((double)geometry["coordinates"]![1]!, (double)geometry["coordinates"]![0]!) : (null, null);

    private static List<(string Label, string Href, (double? Latitude, double? Longitude) Place)> Rows(string html) =>
        [.. Row().Matches(html).Select(row => (WebUtility.HtmlDecode(row.Groups["label"].Value), WebUtility.HtmlDecode(row.Groups["href"].Value), ((double? Latitude, double? Longitude))(Degrees(row.Groups["lat"].Value), Degrees(row.Groups["lon"].Value))))];

    private static double? Degrees(string text) => text == "–" ? null : double.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);

    private static string Data(string name, string html) => Find($" data-{name}=\"(?<value>[^\"]*)\"", html);

    private static string Href(string beside, string html) => Find($"<a href=\"(?<value>[^\"]*)\" {beside}", html);

    private static string Find(string pattern, string html) => WebUtility.HtmlDecode(Regex.Match(html, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["value"].Value);

    [GeneratedRegex("<tr>\\s*<th scope=\"row\">\\s*<a href=\"(?<href>[^\"]*)\">(?<label>[^<]*)</a>\\s*</th>\\s*<td class=\"number\">(?<lat>[^<]*)</td>\\s*<td class=\"number\">(?<lon>[^<]*)</td>\\s*</tr>")]
    private static partial Regex Row();
}
