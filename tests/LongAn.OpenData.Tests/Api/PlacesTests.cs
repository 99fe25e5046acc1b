using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>The parameters <c>bbox</c> and <c>near</c> over HTTP.</summary>
public sealed class PlacesTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";
    private const string Near = $"{Datasets}/districts/records?near=10.54,106.41,20000";

    [Fact]
    public async Task Records_in_a_box_are_those_whose_position_is()
    {
        var inBox = await portal.ReadAsync($"{Datasets}/enterprises/records?bbox=106.4,10.53,106.42,10.55&count=exact&limit=1000&fields=tax_code");
        var between = await portal.ReadAsync($"{Datasets}/enterprises/records?longitude__between=106.4,106.42&latitude__between=10.53,10.55&limit=1000&fields=tax_code");

        Assert.True(JsonNode.DeepEquals(between["data"], inBox["data"]));
        Assert.Equal((int)between["page"]!["count"]!, (int)inBox["page"]!["total"]!);
        Assert.InRange((int)inBox["page"]!["total"]!, 1, 999);
    }

    [Fact]
    public async Task The_nearest_come_first_and_say_how_far_they_are()
    {
        var page = await portal.ReadAsync(Near);

        var metres = page["data"]!.AsArray().Select(record => (double)record!["distance_m"]!).ToList();
        Assert.Equal("794", (string?)page["data"]![0]!["code"]); // Tân An, where the point is
        Assert.InRange(metres.Count, 2, 14);
        Assert.Equal(metres.Order(), metres);
        Assert.InRange(metres[^1], metres[0], 20_000);
        Assert.Equal("distance_m", page["data"]![0]!.AsObject().Last().Key);
    }

    [Fact]
    public async Task A_distance_is_sorted_by_paged_through_and_left_out_as_a_field_is()
    {
        var all = Codes(await portal.ReadAsync(Near + "&fields=code"));
        var down = Codes(await portal.ReadAsync(Near + "&sort=-distance_m&fields=distance_m,code"));
        var walked = new List<string>();
        for (var next = Near + "&limit=2&exclude=distance_m"; next is not null;)
        {
            var page = await portal.ReadAsync(next);
            Assert.All(page["data"]!.AsArray(), record => Assert.False(record!.AsObject().ContainsKey("distance_m")));
            walked.AddRange(Codes(page));
            next = (string?)page["links"]!["next"] is { } link ? new Uri(link).PathAndQuery : null;
        }

        Assert.Equal(all, walked);
        Assert.Equal(all.Reverse(), down);
    }

    [Fact]
    public async Task CSV_and_exports_have_the_distance_too()
    {
        var page = await portal.ReadAsync(Near + "&fields=code,distance_m");
        var csv = (await portal.AskAsync(Near + "&fields=code,distance_m&format=csv")).Text;
        var export = (await portal.AskAsync(new Uri((string)page["links"]!["csv"]!).PathAndQuery)).Text;

        var lines = page["data"]!.AsArray().Select(record => $"{record!["code"]},{record["distance_m"]!.ToJsonString()}");
        Assert.Equal(string.Join("\r\n", lines.Prepend("code,distance_m").Append("")), csv);
        Assert.Equal(csv, export);
    }

    [Fact]
    public async Task A_dataset_without_a_location_says_so_and_its_document_has_no_places()
    {
        var answer = await portal.AskAsync($"{Datasets}/industries/records?bbox=1,2,3,4&near=1,2,3&limit=0");
        var (located, other) = (await portal.ReadAsync("/openapi/districts.json"), await portal.ReadAsync("/openapi/industries.json"));

        Assert.Equal(400, answer.Status);
        Assert.Equal(["near", "bbox", "limit"], answer.Json["errors"]!.AsArray().Select(error => (string?)error!["parameter"]));
        Assert.Null(other["components"]!["parameters"]!["bbox"]);
        Assert.Null(other["components"]!["parameters"]!["near"]);
        Assert.DoesNotContain("distance_m", other.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(4, (int)located["components"]!["parameters"]!["bbox"]!["schema"]!["minItems"]!);
        Assert.Equal("m", (string?)located["components"]!["schemas"]!["Record"]!["properties"]!["distance_m"]!["x-unit"]);
    }

    [Fact]
    public async Task Facets_and_aggregates_count_the_records_of_a_place()
    {
        foreach (var place in new[] { "bbox=106.4,10.53,106.42,10.55", "near=10.54,106.41,1500" })
        {
            var total = (int)(await portal.ReadAsync($"{Datasets}/enterprises/records?{place}&count=exact&limit=1"))["page"]!["total"]!;
            var groups = await portal.ReadAsync($"{Datasets}/enterprises/aggregate?{place}");
            var facets = await portal.AskAsync($"{Datasets}/enterprises/facets?{place}&fields=status_code");

            Assert.Equal(total, (int)groups["data"]![0]!["count"]!);
            Assert.Equal(200, facets.Status);
        }
    }

    [Fact]
    public async Task Latitude_and_longitude_in_each_others_place_are_told()
    {
        var answer = await portal.AskAsync($"{Datasets}/districts/records?near=106.41,10.54,500&lang=en");

        Assert.Equal(400, answer.Status);
        var error = Assert.Single(answer.Json["errors"]!.AsArray())!;
        Assert.Equal(("near", "10.54,106.41,500"), ((string?)error["parameter"], (string?)error["suggestion"]));
        Assert.Equal("near takes lat as a number from -90 to 90, not \"106.41\".", (string?)error["detail"]);
    }

    private static IReadOnlyList<string> Codes(JsonNode page) => [.. page["data"]!.AsArray().Select(record => (string)record!["code"]!)];
}
