using System.Net.Http.Headers;
using System.Text.Json;
using Dapper;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Api;

/// <summary>How often datasets are used: what counts, what does not, and that nothing else is kept.</summary>
public sealed class UsageTests : IAsyncLifetime
{
    private const string Usage = "/api/v1/datasets/words/usage";
    private const string Csv = "/api/v1/datasets/words/export.csv";
    private static readonly (string Name, string Value) AsCsv = ("Accept", "text/csv");

    private readonly ManualClock clock = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private readonly TempFolder datasets = new();
    private readonly TempFolder data = new();
    private Portal portal = null!;

    public async ValueTask InitializeAsync()
    {
        PublishingPortal.Write(datasets, "words", PublishingPortal.First);
        portal = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await portal.DisposeAsync();
        datasets.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_page_counts_when_it_is_made_and_when_it_is_kept_and_when_the_caller_has_it()
    {
        var made = await portal.AskAsync(PublishingPortal.Records);
        var kept = await portal.AskAsync(PublishingPortal.Records);
        var held = await portal.AskAsync(PublishingPortal.Records, headers: ("If-None-Match", made.Header("ETag")!));
        var elsewhere = await portal.AskAsync(PublishingPortal.Records + "?limit=5", headers: ("If-None-Match", "*"));

        Assert.Equal((200, 200, 304, 304), (made.Status, kept.Status, held.Status, elsewhere.Status));
        Assert.Equal("cache;desc=hit", kept.Header("Server-Timing"));
        Assert.Equal(["2026-11-24 call json 4"], await CountsAsync());
    }

    [Fact]
    public async Task Every_format_has_a_count_of_its_own()
    {
        await portal.AskAsync(PublishingPortal.Records);
        await portal.AskAsync(PublishingPortal.Records, headers: AsCsv);
        await portal.AskAsync(PublishingPortal.Records + "?format=ndjson");
        await portal.AskAsync("/api/v1/datasets/words/schema-org.jsonld");
        await portal.AskAsync(Csv);
        await portal.AskAsync("/api/v1/datasets/words/export.sqlite");

        Assert.Equal(
            ["2026-11-24 call csv 1", "2026-11-24 call json 1", "2026-11-24 call ld+json 1", "2026-11-24 call ndjson 1", "2026-11-24 download csv 1", "2026-11-24 download sqlite 1"],
            await CountsAsync());
    }

    [Fact]
    public async Task A_download_that_goes_on_where_it_ended_is_one()
    {
        var begun = await portal.AskAsync(Csv, headers: ("Range", "bytes=0-9"));
        var gone = await portal.AskAsync(Csv, headers: [("Range", "bytes=10-"), ("If-Range", begun.Header("ETag")!)]);

        Assert.Equal((206, 206), (begun.Status, gone.Status));
        Assert.Equal(["2026-11-24 download csv 1"], await CountsAsync());
    }

    [Fact]
    public async Task The_manifest_of_a_file_is_no_download()
    {
        Assert.Equal(200, (await portal.AskAsync(Csv + "?manifest=true")).Status);

        Assert.Equal(["2026-11-24 call json 1"], await CountsAsync());
    }

    [Fact]
    public async Task Problems_and_heads_and_questions_about_use_are_no_use()
    {
        await portal.AskAsync(PublishingPortal.Records + "?limt=1");
        await portal.AskAsync("/api/v1/datasets/wards/records");
        await portal.AskAsync(PublishingPortal.Records, HttpMethod.Head);
        await portal.AskAsync(PublishingPortal.Records, HttpMethod.Options);
        await portal.AskAsync("/api/v1/datasets/words/export.docx");
        await portal.AskAsync(Usage);

        Assert.Empty(await CountsAsync());
    }

    [Fact]
    public async Task Other_protocols_count_too()
    {
        await portal.AskAsync("/api/3/action/datastore_search?resource_id=words");
        await portal.AskAsync("/api/3/action/datastore_search?resource_id=words");
        await portal.SendAsync(HttpMethod.Post, "/api/3/action/datastore_search", new StringContent("""{"resource_id": "words"}""", new MediaTypeHeaderValue("application/json")));
        await portal.AskAsync("/datastore/dump/words");
        await portal.AskAsync("/dataset/words.ttl");

        Assert.Equal(["2026-11-24 call json 3", "2026-11-24 call turtle 1", "2026-11-24 download csv 1"], await CountsAsync());
    }

    [Fact]
    public async Task Days_are_those_of_Vietnam_and_the_newest_stands_first()
    {
        await portal.AskAsync(PublishingPortal.Records);
        portal.Services.GetRequiredService<UsageCounter>().Flush();
        clock.Advance(TimeSpan.FromHours(14)); // 17:00 in Greenwich
        await portal.AskAsync(Csv);

        Assert.Equal(["2026-11-25 download csv 1", "2026-11-24 call json 1"], await CountsAsync());
        Assert.Equal(["2026-11-24 call json 1"], await CountsAsync("?to=2026-11-24"));
        Assert.Equal(["2026-11-25 download csv 1"], await CountsAsync("?from=2026-11-25"));
    }

    [Fact]
    public async Task Totals_are_those_of_all_pages()
    {
        foreach (var path in (string[])[PublishingPortal.Records, PublishingPortal.Records + "?format=csv", Csv])
            await portal.AskAsync(path);
        portal.Services.GetRequiredService<UsageCounter>().Flush();
        var rows = new List<string>();
        var next = portal.Client.BaseAddress + Usage[1..] + "?limit=1";
        var totals = new HashSet<string>();
        while (next is not null)
        {
            var page = await portal.ReadAsync(new Uri(next).PathAndQuery);
            rows.AddRange(page["data"]!.AsArray().Select(row => $"{row!["kind"]} {row["format"]}"));
            totals.Add(page["totals"]!.ToJsonString());
            next = (string?)page["links"]!["next"];
        }

        Assert.Equal(["call csv", "call json", "download csv"], rows);
        Assert.Equal("""{"views":0,"calls":2,"downloads":1}""", Assert.Single(totals));
    }

    [Fact]
    public async Task Counts_come_as_CSV_too()
    {
        await portal.AskAsync(Csv);
        portal.Services.GetRequiredService<UsageCounter>().Flush();

        var answer = await portal.AskAsync(Usage, headers: AsCsv);

        Assert.Equal("day,kind,format,count\r\n2026-11-24,download,csv,1\r\n", answer.Text);
        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Header("Content-Type"));
    }

    [Theory]
    [InlineData("?from=24/11/2026", "invalid-value")]
    [InlineData("?limit=1001", "over-limit")]
    [InlineData("?cursor=xyz", "invalid-cursor")]
    [InlineData("?day=2026-11-24", "unknown-parameter")]
    [InlineData("?format=xml", "not-acceptable")]
    public async Task What_cannot_be_asked_is_told(string query, string code)
    {
        Assert.Equal(code, (await portal.AskAsync(Usage + query)).Code);
    }

    [Fact]
    public async Task What_was_counted_survives_the_server()
    {
        await portal.AskAsync(PublishingPortal.Records);
        await portal.DisposeAsync();
        portal = await StartAsync();
        await portal.AskAsync(PublishingPortal.Records);

        Assert.Equal(["2026-11-24 call json 2"], await CountsAsync());
    }

    /// <summary>What is not kept cannot be asked for, lost or sold.</summary>
    [Fact]
    public async Task Nothing_is_kept_but_day_dataset_kind_format_and_count()
    {
        await portal.AskAsync(PublishingPortal.Records, headers: ("User-Agent", "Bot/1.0"));
        portal.Services.GetRequiredService<UsageCounter>().Flush();

        using var connection = portal.Services.GetRequiredService<CatalogFile>().Open();

        Assert.Equal("""[{"dataset":"words","day":"2026-11-24","kind":"call","format":"json","count":1}]""", JsonSerializer.Serialize(connection.Query("SELECT * FROM usage")));
    }

    [Fact]
    public async Task Finished_days_are_a_dataset_like_any_other()
    {
        await portal.AskAsync(PublishingPortal.Records);
        await portal.AskAsync(Csv);
        await PublishAsync();

        var answer = await portal.ReadAsync("/api/v1/datasets/usage/records?dataset=words&kind=download");
        var described = await portal.ReadAsync("/api/v1/datasets/usage");

        Assert.Equal("""[{"day":"2026-11-24","dataset":"words","kind":"download","format":"csv","count":1}]""", answer["data"]!.ToJsonString());
        Assert.Equal(("official", "daily", "2026-11-25"), ((string?)described["provenance"], (string?)described["frequency"]!["code"], (string?)described["checked"]));
        Assert.Equal(200, (await portal.AskAsync("/api/v1/datasets/usage/facets?fields=format")).Status);
    }

    [Fact]
    public async Task A_day_without_counts_makes_no_version()
    {
        await portal.AskAsync(PublishingPortal.Records);
        await PublishAsync();
        await PublishAsync();

        Assert.Equal(1, (int)(await portal.ReadAsync("/api/v1/datasets/usage"))["version"]!);

        await PublishAsync(); // the question above was use of the dataset usage itself

        Assert.Equal(2, (int)(await portal.ReadAsync("/api/v1/datasets/usage"))["version"]!);
    }

    /// <summary>A version a day, each with all that was in the one before, would fill the disk with the same.</summary>
    [Fact]
    public async Task Of_its_versions_the_newest_fourteen_are_kept()
    {
        for (var day = 0; day < 15; day++)
        {
            await portal.AskAsync(PublishingPortal.Records);
            await PublishAsync();
        }

        Assert.Equal("version-removed", (await portal.AskAsync("/api/v1/datasets/usage/records?version=1")).Code);
        Assert.Equal(15, (int?)(await portal.ReadAsync("/api/v1/datasets/usage/records?version=15&dataset=words"))["page"]!["count"]);
        Assert.Equal(200, (await portal.AskAsync("/api/v1/datasets/usage/records?version=2")).Status);
    }

    [Fact]
    public async Task A_dataset_of_that_name_that_is_somebody_elses_stays_theirs()
    {
        PublishingPortal.Write(datasets, "usage", PublishingPortal.First);
        portal.ImportBeside(datasets.Path);
        portal.SeeImports();
        await portal.AskAsync(PublishingPortal.Records);
        await PublishAsync();

        Assert.Equal("so-a", (string?)(await portal.ReadAsync("/api/v1/datasets/usage"))["publisher"]!["id"]);
    }

    /// <summary>As the server does when a day is over.</summary>
    private async Task PublishAsync()
    {
        portal.Services.GetRequiredService<UsageCounter>().Flush();
        clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await portal.Services.GetRequiredService<UsageDataset>().PublishAsync(DateOnly.FromDateTime(clock.GetUtcNow().Date), TestContext.Current.CancellationToken));
    }

    private async Task<IReadOnlyList<string>> CountsAsync(string query = "")
    {
        portal.Services.GetRequiredService<UsageCounter>().Flush();
        return [.. (await portal.ReadAsync(Usage + query))["data"]!.AsArray().Select(row => $"{row!["day"]} {row["kind"]} {row["format"]} {row["count"]}")];
    }

    private Task<Portal> StartAsync() => Portal.StartAsync(datasets.Path, data.Path, configure: clock.IsThatOf);
}
