using System.Text.Json.Nodes;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Harvests;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Server.Harvest;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Datasets brought in from a real server at another address.</summary>
public sealed class HarvestTests(Portal other) : IAsyncLifetime
{
    private const string Package = """
        {"name": "far", "title": "Xa", "licenses": [{"name": "CC0-1.0"}],
         "resources": [{"name": "far", "path": "data.csv", "schema": {"fields": [{"name": "id", "type": "integer"}, {"name": "name", "type": "string"}], "primaryKey": "id"}}]}
        """;

    private readonly TempFolder datasets = new();
    private readonly Dictionary<string, Func<HttpContext, Task>> pages = new(StringComparer.Ordinal);
    private readonly List<string> asked = [];
    private Portal? portal;
    private WebApplication? far;

    private Uri Far(string path) => new(far!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + path);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        far = builder.Build();
        far.Urls.Add("http://127.0.0.1:0");
        far.Run(http =>
        {
            asked.Add($"{http.Request.Path}{http.Request.QueryString} {http.Request.Headers.IfNoneMatch}".TrimEnd());
            return pages.TryGetValue(http.Request.Path, out var page) ? page(http) : Task.FromResult(http.Response.StatusCode = 404);
        });
        await far.StartAsync(TestContext.Current.CancellationToken);
        portal = await Start(allowsLoopback: true);
    }

    [Fact]
    public async Task A_data_file_gets_a_drafted_schema_and_is_not_read_again_while_it_is_the_same()
    {
        Serve("/gia-dat.csv", "mã,tên\n001,một\n002,hai\n", tag: "\"a\"");
        var first = await Harvest("land-prices", "/gia-dat.csv");
        var again = await Harvest("land-prices", "/gia-dat.csv");
        Serve("/gia-dat.csv", "mã,tên\n001,một\n002,hai\n003,ba\n", tag: "\"b\"");
        var changed = await Harvest("land-prices", "/gia-dat.csv");

        Assert.Equal([PublishOutcome.Published, PublishOutcome.Unchanged, PublishOutcome.Published], [first.Published, again.Published, changed.Published]);
        Assert.Equal(["/gia-dat.csv", "/gia-dat.csv \"a\"", "/gia-dat.csv \"a\""], asked);
        var page = await Read("/api/v1/datasets/land-prices/records");
        Assert.Equal(["001", "002", "003"], page["data"]!.AsArray().Select(row => (string?)row!["ma"]));
        Assert.Equal("harvest", (string?)(await Read("/api/v1/datasets/land-prices/versions/2"))["published_by"]!["channel"]);
    }

    [Fact]
    public async Task A_data_package_is_read_with_its_file_beside_it()
    {
        Serve("/a/datapackage.json", Package);
        Serve("/a/data.csv", "id,name\n1,một\n");
        var result = await Harvest("near", "/a/datapackage.json");

        Assert.True(result.Published == PublishOutcome.Published, Show(result));
        Assert.Equal("Xa", (string?)(await Read("/api/v1/datasets/near"))["title"]!["vi"]);
    }

    [Fact]
    public async Task A_resource_of_CKAN_is_read_from_where_its_site_says()
    {
        const string Id = "0a3d6f2e-0000-4000-8000-000000000001";
        pages["/ckan/api/3/action/resource_show"] = http => http.Response.WriteAsync($$$"""{"success": true, "result": {"url": "{{{Far("/files/1")}}}", "format": "CSV"}}""");
        Serve("/files/1", "id;name\n1;một\n2;hai\n");
        var result = await Harvest("from-ckan", $"/ckan/dataset/some/resource/{Id}");

        Assert.True(result.Published == PublishOutcome.Published, Show(result));
        Assert.Equal($"/ckan/api/3/action/resource_show?id={Id}", asked[0]);
    }

    [Fact]
    public async Task A_dataset_of_another_portal_of_this_kind_comes_whole_and_only_when_it_has_changed()
    {
        var address = new Uri(other.Client.BaseAddress!, "/api/v1/datasets/districts");
        var first = await Harvest("districts", address);
        var again = await Harvest("districts", address);

        Assert.True(first.Published == PublishOutcome.Published, Show(first));
        Assert.Equal((PublishOutcome.Unchanged, 1, 15L), (again.Published, again.Version?.Number, again.Report.RowCount));
        Assert.Equal((await other.AskAsync("/api/v1/datasets/districts/export.csv")).Text, (await portal!.AskAsync("/api/v1/datasets/districts/export.csv")).Text);
    }

    [Fact]
    public async Task What_changed_at_another_portal_comes_as_changes_and_gives_the_same_records()
    {
        using var theirs = new TempFolder();
        theirs.WriteDataset("words", [("id", "integer"), ("name", "string")], "id,name\n1,một\n2,hai\n3,ba\n");
        await using var source = await Portal.StartAsync(theirs.Path);
        var address = new Uri(source.Client.BaseAddress!, "/api/v1/datasets/words");
        await Harvest("words", address);
        theirs.WriteDataset("words", [("id", "integer"), ("name", "string")], "id,name\n1,một\n2,\n4,\"bốn, \"\"mới\"\"\"\n");
        source.ImportBeside(theirs.Path);
        source.SeeImports();
        var second = await Harvest("words", address);

        Assert.True(second.Published == PublishOutcome.Published, Show(second));
        Assert.Equal("ndjson", JsonNode.Parse(portal!.Services.GetRequiredService<VersionLedger>().FindDescriptor("words")!.Json)!["resources"]![0]!["format"]!.GetValue<string>());
        Assert.Equal((await source.AskAsync("/api/v1/datasets/words/export.csv")).Text, (await portal.AskAsync("/api/v1/datasets/words/export.csv")).Text);
        Assert.Equal(PublishOutcome.Unchanged, (await Harvest("words", address)).Published);
    }

    [Fact]
    public async Task Where_the_fields_have_changed_at_another_portal_all_is_read_anew()
    {
        using var theirs = new TempFolder();
        theirs.WriteDataset("words", [("id", "integer"), ("name", "string")], "id,name\n1,một\n");
        await using var source = await Portal.StartAsync(theirs.Path);
        var address = new Uri(source.Client.BaseAddress!, "/api/v1/datasets/words");
        await Harvest("words", address);
        theirs.WriteDataset("words", [("id", "integer"), ("name", "string"), ("more", "number")], "id,name,more\n1,một,1.5\n");
        source.ImportBeside(theirs.Path);
        source.SeeImports();
        var second = await Harvest("words", address);

        Assert.True(second.Published == PublishOutcome.Published, Show(second));
        Assert.Equal(1.5, (double?)(await Read("/api/v1/datasets/words/records"))["data"]![0]!["more"]);
    }

    [Fact]
    public async Task What_is_said_of_a_dataset_at_another_portal_comes_without_its_records()
    {
        await using var source = await PublishingPortal.StartAsync();
        var address = new Uri(source.Portal.Client.BaseAddress!, "/api/v1/datasets/words");
        await Harvest("words", address);
        Assert.Equal(200, (await source.SendJsonAsync(HttpMethod.Patch, "/api/v1/datasets/words", JsonNode.Parse("""{"title": "Từ ngữ", "keywords": ["chữ"]}""")!)).Status);
        var second = await Harvest("words", address);
        var third = await Harvest("words", address);
        var here = await Read("/api/v1/datasets/words");

        Assert.Equal((PublishOutcome.Described, PublishOutcome.Unchanged), (second.Published, third.Published));
        Assert.Equal(("Từ ngữ", "chữ", 1), ((string)here["title"]!["vi"]!, (string)here["tags"]![0]!, (int)here["version"]!));
    }

    [Fact]
    public async Task What_is_no_longer_kept_at_another_portal_is_read_anew_and_this_one_keeps_by_its_own_policy()
    {
        var one = new Dictionary<string, string?> { ["Retention:KeepVersions"] = "1", ["AllowsLoopback"] = "true", ["Harvest:LookSeconds"] = "3600" };
        using var theirs = new TempFolder();
        PublishingPortal.Write(theirs, "words", PublishingPortal.First);
        await using var source = await Portal.StartAsync(theirs.Path, settings: one);
        await using var own = await Portal.StartAsync(datasets.Path, settings: one);
        var address = new Uri(source.Client.BaseAddress!, "/api/v1/datasets/words");
        var results = new List<HarvestResult>();
        for (var edition = 1; edition <= 3; edition++)
        {
            results.Add(await own.Services.GetRequiredService<Harvester>().RunAsync(Put(own, "words", address), allowsBreaking: false, TestContext.Current.CancellationToken));
            own.SeeImports();
            await own.Services.GetRequiredService<VersionRetention>().ApplyIfFreeAsync(TestContext.Current.CancellationToken); // as the server does within seconds
            PublishingPortal.Write(theirs, "words", PublishingPortal.First + $"{edition + 2},mới,{edition}\n");
            source.ImportBeside(theirs.Path);
            source.SeeImports();
            await source.Services.GetRequiredService<VersionRetention>().ApplyIfFreeAsync(TestContext.Current.CancellationToken);
        }

        Assert.All(results, result => Assert.True(result.Published == PublishOutcome.Published, Show(result)));
        var versions = await own.ReadAsync("/api/v1/datasets/words/versions");
        Assert.Equal((3, 2), ((int)Assert.Single(versions["versions"]!.AsArray())!["number"]!, versions["removed"]!.AsArray().Count));
        Assert.Equal(3, (int)(await own.ReadAsync("/api/v1/datasets/words"))["record_count"]!);
    }

    [Fact]
    public async Task What_does_not_pass_the_gate_is_told_and_what_was_served_stays()
    {
        Serve("/datapackage.json", Package);
        Serve("/data.csv", "id,name\n1,một\n", tag: "\"a\"");
        await Harvest("far", "/datapackage.json");
        Serve("/data.csv", "id,name\nx,một\n", tag: "\"b\"");
        var broken = await Harvest("far", "/datapackage.json");
        var again = await Harvest("far", "/datapackage.json");

        Assert.Equal((PublishOutcome.Rejected, "type-mismatch"), (broken.Published, broken.Report.Problems.Single().Code.Name));
        Assert.Equal(PublishOutcome.Rejected, again.Published);
        Assert.Equal(1, (int?)(await Read("/api/v1/datasets/far"))["version"]);
    }

    [Fact]
    public async Task A_change_of_the_fields_that_breaks_users_is_taken_only_where_somebody_says_so_and_both_are_logged()
    {
        Serve("/datapackage.json", Package);
        Serve("/data.csv", "id,name\n1,một\n");
        await Harvest("far", "/datapackage.json");
        Serve("/datapackage.json", Package.Replace(""", {"name": "name", "type": "string"}""", "", StringComparison.Ordinal));
        Serve("/data.csv", "id\n1\n");
        var refused = await Harvest("far", "/datapackage.json");
        var taken = await Harvest("far", "/datapackage.json", allowsBreaking: true);

        Assert.Equal((PublishOutcome.Rejected, "breaking-change"), (refused.Published, refused.Report.Problems[0].Code.Name));
        Assert.True(taken.Published == PublishOutcome.Published, Show(taken));
        var log = portal!.Services.GetRequiredService<PublishLog>().Read("unknown", before: null, limit: 10);
        Assert.Equal([("published", 2), ("rejected", null), ("published", (int?)1)], log.Select(entry => (entry.Outcome, entry.Version)));
        Assert.All(log, entry => Assert.Equal(Far("/datapackage.json").AbsoluteUri, entry.Remote));
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "/missing.csv", "answers 404" },
        { "/loop", "leads on too often" },
        { "/large.csv", "more than 1 megabytes" },
        { "/inward", "is not a public address" },
        { "/nothing/datapackage.json", "describes no resource" },
        { "/broken/datapackage.json", "is not JSON" },
        { "/api/v1/datasets/none", "no dataset of a portal of this kind" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task What_cannot_be_had_is_told(string path, string said)
    {
        pages["/loop"] = Redirect(() => Far("/loop").AbsoluteUri);
        pages["/inward"] = Redirect(() => "http://10.0.0.1/data.csv");
        Serve("/large.csv", new string('x', 2 * 1024 * 1024));
        Serve("/nothing/datapackage.json", "{}");
        Serve("/broken/datapackage.json", "{");
        Serve("/api/v1/datasets/none", "{}");
        var result = await Harvest("far", path);

        Assert.Contains(said, result.Fault, StringComparison.Ordinal);
        Assert.Equal(404, (await portal!.AskAsync("/api/v1/datasets/far")).Status);
    }

    [Fact]
    public async Task An_address_of_this_machine_or_its_network_is_refused_unless_it_is_allowed()
    {
        Serve("/data.csv", "id\n1\n");
        await using var strict = await Start(allowsLoopback: false);
        foreach (var address in (Uri[])[Far("/data.csv"), new("http://169.254.169.254/data.csv"), new("http://[::1]/data.csv"), new("http://user@example.invalid/data.csv")])
            Assert.Contains("is not a public address", (await strict.Services.GetRequiredService<Harvester>().RunAsync(Put(strict, "far", address), allowsBreaking: false, TestContext.Current.CancellationToken)).Fault, StringComparison.Ordinal);
        Assert.Empty(asked);
    }

    [Theory, InlineData("15m", 15), InlineData("6h", 360), InlineData("1d", 1440), InlineData("0h", null), InlineData("d", null), InlineData("5", null), InlineData("999d", null), InlineData("-1d", null)]
    public void A_pause_is_a_number_with_its_unit(string text, int? minutes)
    {
        var pause = HarvestPause.Read(text);

        Assert.Equal(minutes, pause?.TotalMinutes);
        Assert.Equal(pause is null ? null : text, pause is { } read ? HarvestPause.Write(read) : null);
    }

    [Fact]
    public void A_source_is_due_when_its_pause_has_gone_by_and_never_where_it_has_none()
    {
        var now = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
        var source = new HarvestSource("far", new Uri("https://example.vn"), TimeSpan.FromHours(1));

        Assert.True(source.IsDue(now));
        Assert.False((source with { Every = null }).IsDue(now));
        Assert.False((source with { Tried = now.AddMinutes(-59) }).IsDue(now));
        Assert.True((source with { Tried = now.AddMinutes(-60) }).IsDue(now));
        Assert.True((source with { Tried = now.AddDays(1) }).IsDue(now)); // the clock was set back
    }

    [Fact]
    public async Task A_portal_that_serves_looks_by_itself_at_what_is_due()
    {
        Serve("/data.csv", "id\n1\n");
        await using var own = await Portal.StartAsync(datasets.Path, settings: new Dictionary<string, string?> { ["AllowsLoopback"] = "true", ["Harvest:LookSeconds"] = "1" });
        Put(own, "far", Far("/data.csv"));

        var far = await Eventually.ReadAsync(() => own.AskAsync("/api/v1/datasets/far"), answer => answer.Status == 200);

        Assert.True(far.Status == 200, own.Services.GetRequiredService<HarvestBook>().Find("far")!.Outcome);
    }

    public async ValueTask DisposeAsync()
    {
        await portal!.DisposeAsync();
        await far!.DisposeAsync();
        datasets.Dispose();
    }

    private Task<Portal> Start(bool allowsLoopback) => Portal.StartAsync(
        datasets.Path, settings: new Dictionary<string, string?> { ["AllowsLoopback"] = allowsLoopback ? "true" : "false", ["Harvest:Megabytes"] = "1", ["Harvest:LookSeconds"] = "0" });

    private void Serve(string path, string content, string? tag = null) => pages[path] = http =>
    {
        if (tag is not null)
            http.Response.Headers.ETag = tag;
        if (tag is not null && http.Request.Headers.IfNoneMatch == tag)
            return Task.FromResult(http.Response.StatusCode = 304);

        return http.Response.WriteAsync(content);
    };

    private static Func<HttpContext, Task> Redirect(Func<string> to) => http =>
    {
        http.Response.Redirect(to());
        return Task.CompletedTask;
    };

    private Task<HarvestResult> Harvest(string id, string path, bool allowsBreaking = false) => Harvest(id, Far(path), allowsBreaking);

    private async Task<HarvestResult> Harvest(string id, Uri address, bool allowsBreaking = false)
    {
        var result = await portal!.Services.GetRequiredService<Harvester>().RunAsync(Put(portal, id, address), allowsBreaking, TestContext.Current.CancellationToken);
        portal.SeeImports();
        return result;
    }

    private static HarvestSource Put(Portal into, string id, Uri address)
    {
        var book = into.Services.GetRequiredService<HarvestBook>();
        book.Put(new HarvestSource(id, address, TimeSpan.FromDays(1)));
        return book.Find(id)!;
    }

    private Task<JsonNode> Read(string path) => portal!.ReadAsync(path);

    private static string Show(HarvestResult result) => result.Fault ?? string.Join('\n', result.Report.Problems.Select(problem => problem.Message.En));
}
