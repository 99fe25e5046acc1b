using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Storage;

/// <summary>
/// The same 700 places in three real datasets: <c>positions</c> in two number fields, <c>points</c> in a geopoint, and <c>plain</c> as
/// <c>positions</c> but published before there was an index of places. Some are at the poles, on both sides of the 180th meridian, on the
/// edges of boxes, next to what a 32-bit number can say, in one spot, out of range, or nowhere.
/// </summary>
public sealed class Scattered : IDisposable
{
    private static readonly double[] Longitudes = [-180, 180, -179.9999999, 179.9999999, 0, -0.1, 106.4, 106.40000000000001, 106.39999999999999, 16777217 / 1e6, 200];
    private static readonly double[] Latitudes = [-90, 90, 89.99999, -89.99999, 0, 10.5, 10.500000000000002, 10.499999999999998, 0.1 + 0.2, 95];
    private readonly EnginePortal portal = new();
    private uint dice = 7;

    public Scattered()
    {
        Places = [.. Enumerable.Range(0, 700).Select(i => Make(i))];
        var (positions, points) = (new StringBuilder("id,lat,lon,kind\n"), new StringBuilder("id,spot,kind\n"));
        foreach (var (id, longitude, latitude, kind) in Places)
        {
            positions.Append(CultureInfo.InvariantCulture, $"{id},{latitude:R},{longitude:R},{kind}\n");
            points.Append(CultureInfo.InvariantCulture, $"{id},{(longitude is null || latitude is null || longitude > 180 || latitude > 90 ? "" : $"\"{longitude:R}, {latitude:R}\"")},{kind}\n");
        }

        const string Fields = """{"name": "kind", "portal": {"index": true, "search": true}}], "primaryKey": "id"}""";
        Write("positions", """{"fields": [{"name": "id"}, {"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}, """ + Fields, positions.ToString(), """{"latitude": "lat", "longitude": "lon"}""");
        Write("plain", """{"fields": [{"name": "id"}, {"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}, """ + Fields, positions.ToString(), """{"latitude": "lat", "longitude": "lon"}""");
        Write("points", """{"fields": [{"name": "id"}, {"name": "spot", "type": "geopoint"}, """ + Fields, points.ToString(), """{"field": "spot"}""");
        Assert.All(portal.PublishAll(), result => Assert.Empty(result.Report.Problems.Select(problem => problem.Message.En)));
        File.Delete(IndexOf("plain"));
    }

    /// <summary>In key order.</summary>
    internal IReadOnlyList<(string Id, double? Longitude, double? Latitude, string Kind)> Places { get; }

    internal SqliteRecordStore Store => portal.Store;

    internal EnginePortal Portal => portal;

    internal Dataset Find(string id) => portal.Find(id);

    internal string IndexOf(string id) => VersionFiles.Of(Find(id).Current.Path).Single(path => path.Contains("places", StringComparison.Ordinal));

    public void Dispose() => portal.Dispose();

    private (string Id, double? Longitude, double? Latitude, string Kind) Make(int i)
    {
        var (longitude, latitude) = Throw(6) switch
        {
            0 => (Longitudes[Throw(Longitudes.Length)], Latitudes[Throw(Latitudes.Length)]),
            1 => (Longitudes[Throw(Longitudes.Length)], (Throw(18_000_000) - 9_000_000) / 1e5),
            2 => ((Throw(36_000_000) - 18_000_000) / 1e5, (Throw(18_000_000) - 9_000_000) / 1e5),
            _ => (106.4 + (Throw(2_000_000) / 1e7), 10.5 + (Throw(2_000_000) / 1e7)),
        };
        return ($"r{i:D3}", Throw(20) == 0 ? null : longitude, Throw(20) == 0 ? null : latitude, "abc"[Throw(3)].ToString());
    }

    private int Throw(int sides)
    {
        dice = (dice * 1_664_525) + 1_013_904_223;
        return (int)((dice >> 1) % sides);
    }

    private void Write(string id, string schema, string data, string location)
    {
        var folder = portal.Write(id, schema, data);
        folder.Resource["portal"] = new JsonObject { ["location"] = JsonNode.Parse(location) };
        folder.Save();
    }
}
