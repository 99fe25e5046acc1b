using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Formats;

public sealed class GeoJsonTests
{
    private const string Positions = """
        {"fields": [{"name": "code"}, {"name": "n", "type": "integer"}, {"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}], "primaryKey": "code"}
        """;

    private const string Shapes = """
        {"fields": [{"name": "n", "type": "integer"}, {"name": "shape", "type": "geojson"}], "primaryKey": "n"}
        """;

    [Fact]
    public async Task Awkward_places_are_written_as_they_once_were()
    {
        var (portal, dataset) = Located(Positions, "code,n,lat,lon\n01,9223372036854775807,10.5,106.25\n\"a,b \"\"é\",,10.5,\n02,-1,,\n03,0,-90,180\n", """{"latitude": "lat", "longitude": "lon"}""");
        using (portal)
            GoldenFile.Matches(Path.Combine("Engine", "Formats"), "awkward.geojson", await Written.AsAsync(portal, dataset, RecordFormat.GeoJson, ""));
    }

    [Fact]
    public async Task A_feature_has_its_id_and_place_whatever_its_properties_are()
    {
        var (portal, dataset) = Located(Positions, "code,n,lat,lon\n01,7,10.5,106.25\n", """{"latitude": "lat", "longitude": "lon"}""");
        using (portal)
        {
            var feature = await FirstAsync(portal, dataset, "fields=n");

            Assert.Equal("""{"type":"Feature","id":"01","geometry":{"type":"Point","coordinates":[106.25,10.5]},"properties":{"n":7}}""", feature.ToJsonString());
        }
    }

    [Fact]
    public async Task A_key_of_several_fields_is_written_as_in_an_address()
    {
        var schema = """{"fields": [{"name": "a"}, {"name": "b", "type": "integer"}, {"name": "c", "type": "date"}, {"name": "at", "type": "geopoint"}], "primaryKey": ["a", "b", "c"]}""";
        var (portal, dataset) = Located(schema, "a,b,c,at\n\"Đ,1\",-5,2022-02-01,\"106.25,10.5\"\n", """{"field": "at"}""");
        using (portal)
        {
            var feature = await FirstAsync(portal, dataset, "");

            Assert.Equal("%C4%90%2C1,-5,2022-02-01", (string?)feature["id"]);
            Assert.Equal("""{"type":"Point","coordinates":[106.25,10.5]}""", feature["geometry"]!.ToJsonString());
            Assert.Equal(["a", "b", "c"], feature["properties"]!.AsObject().Select(member => member.Key));
        }
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""", """{"type":"Point","coordinates":[1,2]}""")]
    [InlineData("""{"coordinates":[[0,0],[1,1]],"bbox":[0,0,1,1],"type":"LineString"}""", """{"coordinates":[[0,0],[1,1]],"bbox":[0,0,1,1],"type":"LineString"}""")]
    [InlineData("""{"properties":{"type":"Point"},"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}""", """{"type":"Point","coordinates":[1,2]}""")]
    [InlineData("""{"type":"Feature","geometry":null,"properties":null}""", "null")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}},{"type":"Feature","geometry":null}]}""", """{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}""")]
    public async Task A_stored_shape_becomes_the_geometry(string stored, string geometry)
    {
        var (portal, dataset) = EnginePortal.With(Shapes, $"n,shape\n1,\"{stored.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
        using (portal)
        {
            var feature = await FirstAsync(portal, dataset, "");

            Assert.Equal(geometry, feature["geometry"]?.ToJsonString() ?? "null");
            Assert.Equal("""{"n":1}""", feature["properties"]!.ToJsonString());
            Assert.Equal(1, (int?)feature["id"]);
        }
    }

    [Fact]
    public void Records_without_a_place_and_topologies_have_no_GeoJSON()
    {
        var none = Plans.DatasetOf("""{"fields": [{"name": "n"}]}""").Current;
        var topology = Plans.DatasetOf("""{"fields": [{"name": "n", "type": "geojson", "format": "topojson"}]}""").Current;

        Assert.All([none, topology], version => Assert.DoesNotContain(RecordFormat.GeoJson, RecordFormat.For(version)));
        Assert.Contains(RecordFormat.GeoJson, RecordFormat.For(Plans.DatasetOf(Shapes).Current));
    }

    private static async Task<JsonNode> FirstAsync(EnginePortal portal, Dataset dataset, string query) =>
        JsonNode.Parse(await Written.AsAsync(portal, dataset, RecordFormat.GeoJson, query))!["features"]![0]!;

    private static (EnginePortal Portal, Dataset Dataset) Located(string schema, string data, string location)
    {
        var portal = new EnginePortal();
        var package = portal.Write("rows", schema, data);
        package.Resource["portal"] = new JsonObject { ["location"] = JsonNode.Parse(location) };
        package.Save();
        Assert.Empty(portal.PublishAll().Single().Report.Problems.Select(problem => problem.Message.En));
        return (portal, portal.Find("rows"));
    }
}
