using System.Text;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Small answers are kept whole and given again, until what they follow from changes.</summary>
public sealed class CachingTests(Portal portal)
{
    private const string Schema = """{"fields":[{"name":"id","type":"integer"},{"name":"name","type":"string"}],"primaryKey":["id"]}""";

    [Theory]
    [InlineData("/api/v1/datasets/districts/records?limit=7&sort=-code")]
    [InlineData("/api/v1/datasets/districts/records?limit=7&format=csv&fields=code,name_vi")]
    [InlineData("/api/v1/datasets/districts/records/794?fields=code")]
    [InlineData("/api/v1/datasets/communes/facets?fields=kind_vi&limit=3")]
    [InlineData("/api/v1/datasets/communes/aggregate?group_by=kind_vi&limit=3")]
    [InlineData("/api/v1/datasets?limit=3")]
    [InlineData("/api/v1/datasets/communes")]
    [InlineData("/api/v1/datasets/communes/schema?version=1")]
    [InlineData("/api/v1/datasets/communes/profile")]
    [InlineData("/api/v1/datasets/communes/versions/1")]
    [InlineData("/api/v1/datasets/communes/records/27772/successors")]
    [InlineData("/api/v1/datasets/enterprises/fields/district_code/suggest?q=duc")]
    [InlineData("/api/v1/conformance")]
    [InlineData("/openapi/districts.json")]
    public async Task The_same_question_gets_the_same_answer_out_of_memory(string path)
    {
        foreach (var encoding in new[] { "identity", "br", "zstd", "gzip" })
        {
            var first = await portal.AskAsync(path, null, ("Accept-Encoding", encoding));
            var second = await portal.AskAsync(path, null, ("Accept-Encoding", encoding));

            Assert.Equal("cache;desc=hit", second.Header("Server-Timing"));
            Assert.Equal(first.Body.ToArray(), second.Body.ToArray());
            Assert.Equal(Lasting(first), Lasting(second));
            Assert.Equal(encoding == "identity" ? null : encoding, second.Header("Content-Encoding"));
            Assert.Equal((await portal.AskAsync(path)).Text, Unpacked.Text(second));
        }
    }

    [Fact]
    public async Task What_is_kept_answers_conditions_and_HEAD_too()
    {
        const string Path = "/api/v1/datasets/districts/records?limit=4";
        var first = await portal.AskAsync(Path);

        var held = await portal.AskAsync(Path, null, ("If-None-Match", first.Header("ETag")!));
        var weak = await portal.AskAsync(Path, null, ("If-None-Match", $"\"other\", W/{first.Header("ETag")}"));
        var other = await portal.AskAsync(Path, null, ("If-None-Match", "\"other\""));
        var head = await portal.AskAsync(Path, HttpMethod.Head);

        Assert.Equal((304, 304, 200, 200), (held.Status, weak.Status, other.Status, head.Status));
        Assert.Equal(0, held.Body.Length);
        Assert.Equal(["Cache-Control", "ETag", "Last-Modified", "Vary"], held.Headers.Select(header => header.Key).Where(name => name is not ("Date" or "Server-Timing")).Order(StringComparer.Ordinal));
        Assert.Equal(0, head.Body.Length);
        Assert.Equal(first.Header("Content-Length"), head.Header("Content-Length"));
    }

    [Fact]
    public async Task Another_address_another_language_and_an_escaped_comma_are_other_questions()
    {
        const string Path = "/api/v1/datasets/districts/records?limit=2";
        var one = await portal.AskAsync(Path);
        var two = await portal.AskAsync(Path, null, ("Host", "data.example.vn"));

        Assert.Contains(portal.Client.BaseAddress!.Authority, one.Text, StringComparison.Ordinal);
        Assert.Contains("http://data.example.vn/", two.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_the_answer_already_is_known_again_and_others_still_get_it()
    {
        const string Path = "/api/v1/datasets/districts/records?limit=6";
        var tag = (await portal.AskAsync(Path, null, ("Accept", "application/json"))).Header("ETag")!;

        var first = await portal.AskAsync(Path, null, ("If-None-Match", tag), ("Accept", "*/*"));
        var again = await portal.AskAsync(Path, null, ("If-None-Match", tag), ("Accept", "*/*"));
        var other = await portal.AskAsync(Path, null, ("Accept", "*/*"));
        var third = await portal.AskAsync(Path, null, ("Accept", "*/*"));

        Assert.Equal((304, 304, 200, 200), (first.Status, again.Status, other.Status, third.Status));
        Assert.Equal((null, "cache;desc=hit", "cache;desc=hit"), (first.Header("Server-Timing"), again.Header("Server-Timing"), third.Header("Server-Timing")));
        Assert.NotEqual("cache;desc=hit", other.Header("Server-Timing"));
        Assert.Equal(other.Text, third.Text);
    }

    [Fact]
    public async Task A_page_of_another_origin_may_read_what_is_kept()
    {
        const string Path = "/api/v1/datasets/districts/records?limit=3";
        await portal.AskAsync(Path);

        var answer = await portal.AskAsync(Path, null, ("Origin", "https://example.vn"));

        Assert.Equal(("cache;desc=hit", "*"), (answer.Header("Server-Timing"), answer.Header("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task A_dataset_is_described_anew_each_day()
    {
        using var folder = new TempFolder();
        PackageFolder.Write(folder.Path, "rows", Schema, "id,name\n1,a\n");
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 16, 59, 0, TimeSpan.Zero));
        await using var own = await Portal.StartAsync(folder.Path, configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await own.AskAsync("/api/v1/datasets/rows");

        var sameDay = await own.AskAsync("/api/v1/datasets/rows");
        clock.Advance(TimeSpan.FromMinutes(2)); // past midnight in Vietnam
        var nextDay = await own.AskAsync("/api/v1/datasets/rows");

        Assert.Equal("cache;desc=hit", sameDay.Header("Server-Timing"));
        Assert.NotEqual(sameDay.Header("ETag"), nextDay.Header("ETag"));
    }

    [Fact]
    public async Task A_new_version_is_seen_at_once()
    {
        using var folder = new TempFolder();
        PackageFolder.Write(folder.Path, "rows", Schema, "id,name\n1,cũ\n");
        await using var own = await Portal.StartAsync(folder.Path);
        const string Path = "/api/v1/datasets/rows/records";
        Assert.Contains("cũ", (await own.AskAsync(Path)).Text, StringComparison.Ordinal);
        Assert.Contains("cũ", (await own.AskAsync(Path)).Text, StringComparison.Ordinal);

        PackageFolder.Write(folder.Path, "rows", Schema, "id,name\n1,mới\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();

        Assert.Contains("mới", (await own.AskAsync(Path)).Text, StringComparison.Ordinal);
        Assert.Contains("cũ", (await own.AskAsync(Path + "?version=1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_switched_off_and_a_small_one_makes_room()
    {
        using var folder = new TempFolder();
        var rows = new StringBuilder("id,name\n");
        for (var i = 0; i < 1_000; i++)
            rows.Append(i).Append(',').Append('x', 60).Append('\n');
        PackageFolder.Write(folder.Path, "rows", Schema, rows.ToString());
        await using var off = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["AnswerCacheMegabytes"] = "0" });
        await using var small = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["AnswerCacheMegabytes"] = "1" });

        for (var i = 0; i < 2; i++)
            Assert.NotEqual("cache;desc=hit", (await off.AskAsync("/api/v1/datasets/rows/records?limit=5")).Header("Server-Timing"));

        for (var i = 0; i < 40; i++) // some 45 KB each: they do not all fit
            await small.AskAsync($"/api/v1/datasets/rows/records?limit=500&offset={i}");
        Assert.NotEqual("cache;desc=hit", (await small.AskAsync("/api/v1/datasets/rows/records?limit=500&offset=0")).Header("Server-Timing"));
        Assert.Equal("cache;desc=hit", (await small.AskAsync("/api/v1/datasets/rows/records?limit=500&offset=39")).Header("Server-Timing"));
        await small.AskAsync("/api/v1/datasets/rows/records?limit=1000"); // more than a sixteenth of all there is
        Assert.NotEqual("cache;desc=hit", (await small.AskAsync("/api/v1/datasets/rows/records?limit=1000")).Header("Server-Timing"));
    }

    [Fact]
    public async Task Many_who_ask_at_once_wait_for_one()
    {
        var path = $"/api/v1/datasets/enterprises/records?limit=1000&sort=-name&q=cong%20ty&name__ne={Guid.NewGuid():N}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => portal.AskAsync(path)));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers, answer => answer.Header("Server-Timing") != "cache;desc=hit");
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
    }

    [Fact]
    public async Task A_problem_is_told_to_each_and_not_kept()
    {
        const string Path = "/api/v1/datasets/districts/records?limit=0";

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => portal.AskAsync(Path)));

        Assert.All(answers, answer => Assert.Equal(400, answer.Status));
        Assert.Equal(10, answers.Select(answer => (string)answer.Json["trace_id"]!).Distinct().Count());
    }

    private static IEnumerable<KeyValuePair<string, string>> Lasting(Answer answer) =>
        answer.Headers.Where(header => header.Key is not ("Date" or "Server-Timing")).OrderBy(header => header.Key, StringComparer.Ordinal);
}
