using System.Globalization;
using CsCheck;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Tests.Engine.Storage;

/// <summary><c>bbox</c> and <c>near</c> held against the plainest reading of all records.</summary>
public sealed class PlacesTests(Scattered scattered) : IClassFixture<Scattered>
{
    private static readonly string[] Datasets = ["positions", "points", "plain"];

    private readonly Gen<double> longitudes = Gen.OneOf(Gen.Double[-180, 180], Gen.Double[106.3, 106.7], Gen.Int[0, 699].Select(i => InRange(scattered.Places[i].Longitude, 180)));

    private readonly Gen<double> latitudes = Gen.OneOf(Gen.Double[-90, 90], Gen.Double[10.4, 10.8], Gen.Int[0, 699].Select(i => InRange(scattered.Places[i].Latitude, 90)));

    [Fact]
    public void A_box_holds_what_is_within_it_and_on_its_edges() =>
        Gen.Select(longitudes, latitudes, longitudes, latitudes).Sample(
            (west, one, east, other) =>
            {
                var (south, north) = (Math.Min(one, other), Math.Max(one, other));
                var within = scattered.Places.Where(place => place.Latitude >= south && place.Latitude <= north && (west <= east ? place.Longitude >= west && place.Longitude <= east : (place.Longitude >= west && place.Longitude <= 180) || (place.Longitude <= east && place.Longitude >= -180)));
                var asked = Words("bbox", west, south, east, north);

                foreach (var dataset in Datasets)
                {
                    Assert.Equal(within.Select(place => place.Id), Read(dataset, asked + "&fields=id"));
                    Assert.Equal(within.Count(), Count(dataset, asked));
                }
            }, iter: 300, threads: 1);

    [Fact]
    public void A_circle_holds_what_is_no_further_than_its_radius_the_nearest_first() =>
        Gen.Select(longitudes, latitudes, Gen.Double[0, 6], Gen.Bool, Gen.Int[1, 60]).Sample(
            (longitude, latitude, power, descending, limit) =>
            {
                var metres = Math.Pow(10, power);
                var near = scattered.Places.Where(place => place.Longitude <= 180 && place.Latitude <= 90)
                    .Select(place => (place.Id, Distance: GreatCircle.Metres(longitude, latitude, place.Longitude!.Value, place.Latitude!.Value)))
                    .Where(place => place.Distance <= metres);
                near = descending ? near.OrderByDescending(place => place.Distance) : near.OrderBy(place => place.Distance);
                string[] expected = [.. near.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Id}|{place.Distance}"))];
                var asked = Words("near", latitude, longitude, metres) + "&fields=id,distance_m" + (descending ? "&sort=-distance_m" : "");

                foreach (var dataset in Datasets)
                {
                    Assert.Equal(expected, Read(dataset, asked));
                    Assert.Equal(expected, Walk(dataset, asked, limit));
                    Assert.Equal(expected.Length, Count(dataset, asked));
                }
            }, iter: 200, threads: 1);

    [Fact]
    public void A_page_of_the_nearest_and_the_one_before_it_are_cut_from_the_same_order() =>
        Gen.Select(longitudes, latitudes, Gen.Double[2, 6], Gen.Int[1, 60], Gen.Int[0, 300]).Sample(
            (longitude, latitude, power, limit, offset) =>
            {
                var asked = Words("near", latitude, longitude, Math.Pow(10, power)) + "&fields=id,distance_m";
                var all = Read("plain", asked);

                foreach (var dataset in Datasets)
                {
                    var (page, cursor) = Page(dataset, $"{asked}&limit={limit}&offset={offset}");
                    Assert.Equal(all.Skip(offset).Take(limit), page);
                    if (cursor is not null)
                        Assert.Equal(all.Skip(Math.Max(0, offset - limit)).Take(limit), Page(dataset, $"{asked}&limit={limit}&cursor={cursor}").Lines);
                }
            }, iter: 200, threads: 1);

    [Theory]
    [InlineData("bbox=106.4,10.5,106.41,10.51")]
    [InlineData("bbox=-180,-90,180,90")]
    [InlineData("near=10.5,106.4,900")]
    [InlineData("near=10.5,106.4,900&q=b")]
    [InlineData("filter=S_INTERSECTS(geometry,BBOX(106.4,10.5,106.5,10.51))%20OR%20kind='c'")]
    public async Task Groups_of_a_place_count_the_records_that_are_there(string place)
    {
        foreach (var dataset in Datasets.Except(["points"]))
        {
            Assert.True(AggregatePlanner.TryPlan(Plans.Request(place + "&group_by=kind&sort=kind"), scattered.Find(dataset), out var plan, out _));

            var answer = await scattered.Store.GroupAsync(plan.Groups, TestContext.Current.CancellationToken);

            var there = Read("plain", place + "&fields=kind").GroupBy(kind => kind, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);
            Assert.Equal(there.Select(group => $"{group.Key}|{group.Count()}"), answer.Tables[0].Rows.Select(row => string.Join('|', row.Values.Select(GroupsFixture.Shown))));
        }
    }

    [Theory]
    [InlineData("bbox=106.4,10.5,106.6,10.7", "kind=a")]
    [InlineData("bbox=106.4,10.5,106.6,10.7", "q=b")]
    [InlineData("bbox=170,-90,-170,90", "filter=kind%20IN%20('a','b')")]
    [InlineData("bbox=106.4,10.5,106.6,10.7&sort=-kind", "kind__ne=c")]
    [InlineData("near=10.5,106.4,9000", "kind=a")]
    [InlineData("near=10.5,106.4,9000", "q=b")]
    [InlineData("near=10.5,106.4,9000", "bbox=106.45,10.5,106.6,10.7")]
    [InlineData("near=10.5,106.4,9000&sort=kind", "q=-b")]
    public void A_place_goes_with_every_other_condition(string place, string other)
    {
        foreach (var dataset in Datasets)
        {
            var both = Read(dataset, $"{place}&{other}&fields=id");

            Assert.NotEmpty(both);
            Assert.Equal(Read(dataset, place + "&fields=id").Intersect(Read(dataset, other + "&fields=id")), both);
            Assert.Equal(both, Walk(dataset, $"{place}&{other}&fields=id", 7));
        }
    }

    [Fact]
    public void The_shapes_of_a_filter_find_with_the_index_what_they_find_without_it() =>
        Gen.Select(Gen.Int[0, SpatialOperator.All.Count() - 1], longitudes, latitudes, Gen.Double[0.01, 5], Gen.Bool).Sample(
            (operators, longitude, latitude, size, negated) =>
            {
                var (asked, shape) = (SpatialOperator.All.ElementAt(operators).Name, string.Create(CultureInfo.InvariantCulture, $"POLYGON(({longitude} {latitude},{longitude + size} {latitude},{longitude} {latitude + size},{longitude} {latitude}))"));
                var filter = "fields=id&filter=" + Uri.EscapeDataString($"{(negated ? "NOT " : "")}{asked}(geometry, {shape})");

                Assert.Equal(Read("plain", filter), Read("positions", filter));
            }, iter: 300, threads: 1);

    [Theory]
    [InlineData("positions", "position:")]
    [InlineData("points", "field:spot:")]
    public void The_index_is_a_sound_tree_that_holds_the_place_of_every_record(string dataset, string table)
    {
        using var index = SqliteSetup.Open(scattered.IndexOf(dataset), SqliteOpenMode.ReadOnly);
        using var check = index.CreateCommand();
        check.CommandText = $"SELECT rtreecheck('{table}')";
        var located = scattered.Places.Count(place => place.Longitude is not null && place.Latitude is not null && (dataset == "positions" || (place.Longitude <= 180 && place.Latitude <= 90)));

        Assert.Equal("ok", check.ExecuteScalar());
        Assert.Equal(located, SqliteSetup.Scalar(index, $"SELECT COUNT(*) FROM \"{table}\""));
    }

    [Fact]
    public void A_condition_is_asked_of_the_index()
    {
        var plan = Plans.Of(scattered.Find("positions"), "bbox=106.4,10.5,106.6,10.7&limit=10");

        var sql = RecordsSql.Select(plan, path: new AccessPath { Indexed = plan.Filter.Parts.ToHashSet() });

        Assert.Equal(
            "SELECT \"id\", \"lat\", \"lon\", \"kind\", _row FROM records WHERE (_row IN (SELECT id FROM \"position:\" WHERE west <= @p0 AND east >= @p1 AND south <= @p2 AND north >= @p3) AND \"lon\" BETWEEN @p4 AND @p5 AND \"lat\" BETWEEN @p6 AND @p7) ORDER BY _row LIMIT 10",
            sql.Text);
    }

    [Fact]
    public void A_version_without_its_index_is_given_one_by_the_next_import()
    {
        using var portal = new EnginePortal();
        var folder = portal.Write("spots", """{"fields": [{"name": "at", "type": "geojson"}]}""", "at\n\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [106.4, 10.5]}\"\n");
        portal.PublishAll();
        var index = VersionFiles.Of(portal.Find("spots").Current.Path)[^1];
        var made = File.ReadAllBytes(index);
        File.Delete(index);

        Assert.Equal(portal.Find("spots").Current.Number, Assert.Single(portal.PublishAll()).Version!.Number);

        Assert.Equal(made, File.ReadAllBytes(index));
        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public async Task A_stored_shape_that_crosses_itself_is_no_fault_of_the_question()
    {
        string[] shapes =
        [
            """{"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}""",
            """{"type": "Polygon", "coordinates": [[[0, 0], [0, 0], [0, 0], [0, 0]]]}""",
            """{"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]], [[5, 5], [6, 5], [6, 6], [5, 5]]]}""",
            """{"type": "MultiPolygon", "coordinates": [[[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]], [[[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]]]}""",
            """{"type": "LineString", "coordinates": [[1, 1], [1, 1]]}""",
            """{"type": "Polygon", "coordinates": []}""",
            """{"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}, {"type": "Point", "coordinates": [1, 1]}]}""",
            """{"type": "Feature", "geometry": null}""",
            """{"type": "Point", "coordinates": [1e300, -1e300]}""",
            """{"type": "LineString", "coordinates": [[-1e308, -1e308], [1e308, 1e308]]}""",
        ];
        var (portal, dataset) = EnginePortal.With("""{"fields": [{"name": "at", "type": "geojson"}]}""", "at\n" + string.Concat(shapes.Select(shape => $"\"{shape.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n")));
        using (portal)
        {
            foreach (var asked in SpatialOperator.All)
            {
                foreach (var shape in new[] { "POINT(1 1)", "LINESTRING(0 0, 3 3)", "POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))", "MULTIPOINT((0 0), (1 1))" })
                    Assert.InRange((await portal.Lines(dataset, "filter=" + Uri.EscapeDataString($"{asked.Name}(at, {shape})"))).Length, 0, shapes.Length);
            }
        }
    }

    private static double InRange(double? degrees, double most) => Math.Clamp(degrees ?? 0, -most, most);

    private static string Words(string name, params double[] numbers) => $"{name}={string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)))}";

    private string[] Read(string dataset, string words) => scattered.Portal.Lines(scattered.Find(dataset), words).GetAwaiter().GetResult();

    private long Count(string dataset, string words) => scattered.Store.CountAsync(Plans.Of(scattered.Find(dataset), words), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();

    /// <summary>A page, and the cursor of the one before it; null where there is none.</summary>
    private (IReadOnlyList<string> Lines, PageCursor? Before) Page(string dataset, string words)
    {
        var plan = Plans.Of(scattered.Find(dataset), words);
        using var records = scattered.Store.OpenAsync(plan, extra: 1, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        var (lines, before) = (new List<string>(), (PageCursor?)null);
        while (records.Read() && lines.Count < plan.Limit)
        {
            if (lines.Count == 0 && records.HasPrevious)
                before = PageCursor.Before(plan, records.GetPosition());
            lines.Add(string.Join('|', Enumerable.Range(0, records.Fields.Count).Select(i => Records.Show(Records.Value(records, i)))));
        }

        return (lines, before);
    }

    private List<string> Walk(string dataset, string words, int limit)
    {
        var (walked, next) = (new List<string>(), "");
        do
        {
            var plan = Plans.Of(scattered.Find(dataset), $"{words}&limit={limit}{(next.Length > 0 ? "&cursor=" + next : "")}");
            using var records = scattered.Store.OpenAsync(plan, 0, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            var (before, last) = (walked.Count, (PageCursor?)null);
            while (records.Read())
            {
                walked.Add(string.Join('|', Enumerable.Range(0, records.Fields.Count).Select(i => Records.Show(Records.Value(records, i)))));
                last = PageCursor.After(plan, records.GetPosition());
            }

            next = walked.Count - before < limit ? "" : last!.ToString();
        }
        while (next.Length > 0);
        return walked;
    }
}
