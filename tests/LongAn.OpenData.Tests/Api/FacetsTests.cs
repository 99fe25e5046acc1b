using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

public sealed class FacetsTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets/";

    [Fact]
    public async Task A_facet_has_counts_labels_and_what_is_missing()
    {
        var body = await portal.ReadAsync(Datasets + "industrial-clusters/facets?fields=district_code&limit=2");

        var facet = body["data"]![0]!;
        Assert.Equal("district_code", (string?)facet["field"]);
        Assert.Equal(2, facet["values"]!.AsArray().Count);
        Assert.All(facet["values"]!.AsArray(), value => Assert.NotEmpty((string)value!["label"]!["vi"]!));
        Assert.Equal((long)facet["total"]!, facet["values"]!.AsArray().Sum(value => (long)value!["count"]!) + (long)facet["missing"]! + (long)facet["other"]!);
    }

    [Fact]
    public async Task The_profile_read_back_from_the_ledger_makes_the_bins()
    {
        var body = await portal.ReadAsync(Datasets + "population/facets?fields=total:histogram,year:histogram,total:log_histogram");

        foreach (var facet in body["data"]!.AsArray())
            Assert.Equal((long)facet!["total"]! - (long)facet["missing"]!, facet["bins"]!.AsArray().Sum(bin => (long)bin!["count"]!));
    }

    [Fact]
    public async Task Dates_are_counted_by_period_without_gaps()
    {
        var body = await portal.ReadAsync(Datasets + "legal-documents/facets?fields=issued_on:year");

        var years = body["data"]![0]!["values"]!.AsArray().Select(value => (int)value!["value"]!).ToArray();
        Assert.Equal(Enumerable.Range(years[0], years.Length), years);
    }

    [Fact]
    public async Task The_validator_is_answered_before_the_counting()
    {
        var first = await portal.AskAsync(Datasets + "population/facets?fields=year");

        var second = await portal.AskAsync(Datasets + "population/facets?fields=year", null, ("If-None-Match", first.Header("ETag")!));

        Assert.Equal(304, second.Status);
    }

    [Fact]
    public async Task Words_and_CQL2_narrow_every_facet()
    {
        var all = await portal.ReadAsync(Datasets + "communes/facets?fields=district_code");

        var narrowed = await portal.ReadAsync(Datasets + "communes/facets?fields=district_code&q=tan&filter=code%3C%2728000%27");
        var count = await portal.ReadAsync(Datasets + "communes/records?q=tan&filter=code%3C%2728000%27&count=exact&limit=1");

        Assert.Equal((long)count["page"]!["total"]!, (long)narrowed["data"]![0]!["total"]!);
        Assert.InRange((long)narrowed["data"]![0]!["total"]!, 1, (long)all["data"]![0]!["total"]! - 1);
    }

    [Fact]
    public async Task A_facet_leaves_out_its_own_filter_and_keeps_the_others()
    {
        var body = await portal.ReadAsync(Datasets + "communes/facets?fields=district_code,kind_vi&district_code=794");

        Assert.True((long)body["data"]![0]!["distinct"]! > 1);
        Assert.True((long)body["data"]![1]!["total"]! < (long)body["data"]![0]!["total"]!);
    }

    [Fact]
    public async Task A_dataset_without_facet_fields_has_none_until_some_are_asked_for() =>
        Assert.Empty((await portal.ReadAsync(Datasets + "enterprise-statuses/facets"))["data"]!.AsArray());

    [Theory]
    [InlineData("nowhere/facets?fields=a", 404)]
    [InlineData("population/facets?fields=yaer", 400)]
    [InlineData("population/facets?fields=year&sort=year", 400)]
    [InlineData("population/facets?fields=year&version=9", 404)]
    [InlineData("population/facets?fields=year&format=csv", 400)]
    public async Task Mistakes_are_problems(string path, int status)
    {
        var answer = await portal.AskAsync(Datasets + path);

        Assert.Equal(status, answer.Status);
        Assert.NotNull(answer.Code);
    }
}
