using System.Globalization;
using System.Xml.Linq;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

public sealed class FeedsTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task A_feed_has_an_entry_for_each_publish_and_rollback()
    {
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder);
        var feed = await ReadAsync(own, "/api/v1/datasets/words/feed.atom");
        XElement[] entries = [.. feed.Elements(Atom + "entry")];

        Assert.Equal(["rollback", "publish", "publish"], entries.Select(entry => (string?)entry.Element(Atom + "category")!.Attribute("term")));
        Assert.Equal(
            [
                "Quay lại phiên bản 1. 1 thêm, 1 sửa, 2 xóa. Nhầm \uFFFD tệp / Back to version 1. 1 added, 1 changed, 2 removed. Nhầm \uFFFD tệp",
                "2 thêm, 1 sửa, 1 xóa. / 2 added, 1 changed, 1 removed.",
                "3 thêm, 0 sửa, 0 xóa. / 3 added, 0 changed, 0 removed.",
            ],
            entries.Select(entry => (string)entry.Element(Atom + "summary")!));
        foreach (var entry in entries)
            Assert.Equal(200, (await own.AskAsync(new Uri((string)entry.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "related").Attribute("href")!).PathAndQuery)).Status);
    }

    /// <summary>What RFC 4287 requires of a feed and an entry (sections 4.1.1 and 4.1.2).</summary>
    [Theory]
    [InlineData("/feed.atom")]
    [InlineData("/api/v1/datasets/words/feed.atom")]
    public async Task A_feed_has_all_that_the_standard_requires(string path)
    {
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder);
        var feed = await ReadAsync(own, path);

        Assert.Equal(Atom + "feed", feed.Name);
        Assert.Single(feed.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "self");
        foreach (var element in feed.Elements(Atom + "entry").Prepend(feed))
        {
            Assert.True(Uri.IsWellFormedUriString((string)Assert.Single(element.Elements(Atom + "id")), UriKind.Absolute));
            Assert.NotEmpty((string)Assert.Single(element.Elements(Atom + "title")));
            Assert.True(DateTimeOffset.TryParse((string)Assert.Single(element.Elements(Atom + "updated")), CultureInfo.InvariantCulture, out _));
            Assert.NotEmpty((string)Assert.Single(element.Elements(Atom + "author")).Element(Atom + "name")!);
            Assert.Single(element.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "alternate");
        }

        var ids = feed.Elements(Atom + "entry").Select(entry => (string)entry.Element(Atom + "id")!).ToArray();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task A_feed_that_is_held_is_not_sent_again_until_something_is_published()
    {
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder);
        var first = await own.AskAsync("/feed.atom");
        var held = await own.AskAsync("/feed.atom", headers: ("If-None-Match", first.Header("ETag")!));
        Publish(own, folder, "id,word\n7,x\n");
        var later = await own.AskAsync("/feed.atom", headers: ("If-None-Match", first.Header("ETag")!));

        Assert.Equal((200, 304, 200), (first.Status, held.Status, later.Status));
        Assert.Equal("application/atom+xml; charset=utf-8", first.Header("Content-Type"));
    }

    [Fact]
    public async Task Older_entries_are_on_the_next_page()
    {
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder);
        using (var ledger = new VersionLedger(own.DataDir))
        {
            for (var turn = 0; turn < 60; turn++)
                ledger.RollBack(ledger.ReadDatasets().Single().FindVersion(2 - (turn % 2))!, new VersionOrigin(PublishChannel.Command), DateTimeOffset.UtcNow);
        }

        own.SeeImports();
        var first = await ReadAsync(own, "/feed.atom");
        var second = await ReadAsync(own, new Uri((string)first.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "next").Attribute("href")!).PathAndQuery);

        Assert.Equal((50, 13), (first.Elements(Atom + "entry").Count(), second.Elements(Atom + "entry").Count()));
        Assert.DoesNotContain(second.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "next");
        Assert.Equal(63, first.Elements(Atom + "entry").Concat(second.Elements(Atom + "entry")).Select(entry => (string)entry.Element(Atom + "id")!).Distinct().Count());
    }

    [Theory]
    [InlineData("/feed.atom?before=0", 400, "invalid-value")]
    [InlineData("/feed.atom?befor=1", 400, "unknown-parameter")]
    [InlineData("/api/v1/datasets/none/feed.atom", 404, "unknown-dataset")]
    public async Task A_feed_that_is_asked_for_wrongly_is_a_problem(string path, int status, string code)
    {
        using var folder = new TempFolder();
        await using var own = await StartAsync(folder);
        var answer = await own.AskAsync(path);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    /// <summary>Two versions, and back to the first.</summary>
    private static async Task<Portal> StartAsync(TempFolder folder)
    {
        folder.WriteDataset("words", [("id", "integer"), ("word", "string")], "id,word\n1,a\n2,b\n3,c\n");
        var portal = await Portal.StartAsync(folder.Path);
        Publish(portal, folder, "id,word\n1,a\n2,x\n4,d\n5,e\n");
        using (var ledger = new VersionLedger(portal.DataDir))
            ledger.RollBack(ledger.ReadDatasets().Single().FindVersion(1)!, new VersionOrigin(PublishChannel.Command) { Reason = "Nhầm \u0001 tệp" }, DateTimeOffset.UtcNow);
        portal.SeeImports();
        return portal;
    }

    private static void Publish(Portal portal, TempFolder folder, string csv)
    {
        folder.WriteDataset("words", [("id", "integer"), ("word", "string")], csv);
        portal.ImportBeside(folder.Path);
        portal.SeeImports();
    }

    private static async Task<XElement> ReadAsync(Portal portal, string path)
    {
        var answer = await portal.AskAsync(path);

        Assert.True(answer.Status == 200, answer.Text);
        return XDocument.Parse(answer.Text).Root!;
    }
}
