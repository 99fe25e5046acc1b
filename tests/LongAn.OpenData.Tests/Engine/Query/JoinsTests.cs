using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Query;

/// <summary>Foreign keys: the records they point to as columns, and filters on them.</summary>
public sealed class JoinsTests : IDisposable
{
    private const string Places = """{"fields":[{"name":"code","type":"string"},{"name":"name","type":"string"},{"name":"area","type":"number"}],"primaryKey":["code"]}""";
    private const string Shops = """
        {"fields":[{"name":"id","type":"integer"},{"name":"place","type":"string"},{"name":"main","type":"integer"},{"name":"size","type":"integer"}],"primaryKey":["id"],
         "foreignKeys":[{"fields":["place"],"reference":{"resource":"places","fields":["code"]}},{"fields":["main"],"reference":{"resource":"","fields":["id"]}}]}
        """;

    private readonly EnginePortal portal = new();

    public JoinsTests()
    {
        portal.Write("places", Places, "code,name,area\n01,Đức Hòa,1.5\n02,Đức Huệ,\n03,Bến Lức,3\n");
        portal.Write("shops", Shops, "id,place,main,size\n1,01,,10\n2,02,1,20\n3,,1,30\n4,03,2,\n5,01,4,50\n");
        Assert.All(portal.PublishAll(), result => Assert.Empty(result.Report.Problems));
    }

    [Theory]
    [InlineData("fields=id&expand=place", "1|01|Đức Hòa|1.5; 2|02|Đức Huệ|∅; 3|∅|∅|∅; 4|03|Bến Lức|3; 5|01|Đức Hòa|1.5")]
    [InlineData("fields=place,size&expand=place&sort=-size&limit=2", "01|01|Đức Hòa|1.5|50; ∅|∅|∅|∅|30")]
    [InlineData("fields=id&expand=main,place&place.name__contains=duc", "1|∅|∅|∅|∅|01|Đức Hòa|1.5; 2|1|01|∅|10|02|Đức Huệ|∅; 5|4|03|2|∅|01|Đức Hòa|1.5")]
    [InlineData("fields=id&place.name__starts_with=đức", "1; 2; 5")]
    [InlineData("fields=id&place.area__gte=2", "4")]
    [InlineData("fields=id&place.area__is_null=true", "2; 3")]
    [InlineData("fields=id&place.area__is_null=false", "1; 4; 5")]
    [InlineData("fields=id&place.code=01&place.code=03", "1; 4; 5")]
    [InlineData("fields=id&place.name__ne=B%E1%BA%BFn L%E1%BB%A9c", "1; 2; 5")]
    [InlineData("fields=id&main.size__gt=5&place.name=B%E1%BA%BFn L%E1%BB%A9c", "4")]
    [InlineData("fields=id&filter=place.area > 2 OR main.size = 10", "2; 3; 4")]
    [InlineData("fields=id&filter=NOT (place.area > 2)", "1; 5")]
    [InlineData("fields=id,size&filter=place.name LIKE 'Đ%25' AND id > 1&expand=place&sort=place,-id", "5|50|01|Đức Hòa|1.5; 2|20|02|Đức Huệ|∅")]
    public async Task Records_are_read_through_foreign_keys(string query, string expected)
    {
        Assert.Equal(expected, string.Join("; ", await portal.Lines(portal.Find("shops"), query)));
    }

    [Fact]
    public async Task A_reader_of_a_version_that_was_reached_through_a_key_is_not_lent_to_the_version_itself()
    {
        var dataset = portal.Find("shops");
        var version = dataset.Current with { References = [] };
        var reached = new Dataset(dataset.Description, [version], version, dataset.MetadataModified);

        Assert.Equal(5, (await portal.Lines(reached)).Length);
        Assert.Equal(["4"], await portal.Lines(dataset, "fields=id&place.area__gte=2"));
    }

    [Theory]
    [InlineData("expand=size", "invalid-value expand ")]
    [InlineData("expand=plaec", "unknown-field expand place")]
    [InlineData("expand=place,place", "invalid-value expand ")]
    [InlineData("expand=", "invalid-value expand ")]
    [InlineData("place.nam=x", "unknown-parameter place.nam place.name")]
    [InlineData("place.nam__contains=x", "unknown-field place.nam__contains place.name__contains")]
    [InlineData("place.name__contain=x", "unknown-operator place.name__contain place.name__contains")]
    [InlineData("place.area__contains=x", "operator-not-for-type place.area__contains ")]
    [InlineData("place.area=x", "invalid-value place.area ")]
    [InlineData("size.name=x", "unknown-parameter size.name ")]
    public void Mistakes_are_told(string query, string expected) => Assert.Equal(expected, string.Join("; ", Plans.Problems(portal.Find("shops"), query).Select(problem => $"{problem.Code.Name} {problem.Parameter} {problem.Suggestion}")));

    [Fact]
    public async Task Pages_with_foreign_columns_add_up_in_every_order()
    {
        var dataset = portal.Find("shops");
        foreach (var sort in new[] { "", "&sort=-size", "&sort=place,-size", "&sort=-id" })
        {
            var query = "expand=place,main" + sort;
            var whole = await portal.Lines(dataset, query);
            var walked = new List<string>();
            for (var cursor = ""; ;)
            {
                var plan = Plans.Of(dataset, $"{query}&limit=2{cursor}");
                using var records = await portal.Store.OpenAsync(plan, 0, TestContext.Current.CancellationToken);
                var count = walked.Count;
                IReadOnlyList<object?> position = [];
                while (records.Read())
                {
                    walked.Add(Records.Line(records));
                    position = records.GetPosition();
                }

                if (walked.Count - count < 2)
                    break;

                cursor = $"&cursor={PageCursor.After(plan, position)}";
            }

            Assert.Equal(whole, walked);
        }
    }

    [Fact]
    public async Task A_version_keeps_the_records_it_pointed_to_when_it_was_made()
    {
        portal.Write("places", Places, "code,name,area\n01,Đức Hòa mới,1.5\n02,Đức Huệ,\n03,Bến Lức,3\n");

        Assert.Equal(["places Published", "shops Published"], portal.PublishAll().Select(result => $"{result.Dataset} {result.Outcome}"));

        var shops = portal.Find("shops");
        Assert.Equal("1|01|Đức Hòa mới|1.5", (await portal.Lines(shops, "fields=id&expand=place"))[0]);
        Assert.Equal("1|01|Đức Hòa|1.5", (await portal.Lines(shops, "fields=id&expand=place&version=1"))[0]);
        Assert.Empty(await portal.Lines(shops, "place.name=Đức Hòa"));
        Assert.Equal(2, (await portal.Lines(shops, "place.name=Đức Hòa&version=1")).Length);
    }

    [Fact]
    public void A_key_is_checked_again_when_what_it_points_to_changes()
    {
        portal.Write("places", Places, "code,name,area\n02,Đức Huệ,\n03,Bến Lức,3\n");

        var results = portal.PublishAll().ToDictionary(result => result.Dataset, result => result.Outcome);

        Assert.Equal(LongAn.OpenData.Publishing.PublishOutcome.Rejected, results["shops"]);
        Assert.Equal(1, portal.Find("shops").Current.Number);
    }

    public void Dispose() => portal.Dispose();
}
