using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer;

public sealed class VersionsPagesTests(Portal portal)
{
    [Fact]
    public async Task A_version_says_what_changed_field_by_field()
    {
        await using var publishing = await PublishingPortal.StartAsync();
        var sent = await publishing.PutAsync("id,name,price\n1,<b>một</b>,1.5\n3,ba,7\n", ("If-Match", "\"v1\""));
        Assert.True(sent.Status == 201, sent.Text);

        var list = await publishing.Portal.OpenAsync("/datasets/words/versions?lang=en");
        var page = await publishing.Portal.OpenAsync("/datasets/words/versions/2?lang=en");

        Assert.Contains("1 added, 1 changed, 1 removed", list.TextOf("main table"), StringComparison.Ordinal);
        Assert.Equal(["1 changedname một <b>một</b>", "2 removedid 2", "name hai", "3 addedid 3", "name ba", "price 7"], page.TextsOf("main table tbody tr"));
        Assert.Null(page.QuerySelector("td b"));
        Assert.Contains("SHA-256", page.TextOf("#citation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_citation_is_the_one_that_the_API_gives()
    {
        var citation = await portal.ReadAsync("/api/v1/datasets/districts/versions/1/citation");
        var page = await portal.OpenAsync("/datasets/districts/versions/1?lang=en");

        Assert.Equal((string)citation["text"]!["en"]!, page.TextOf("#citation"));
    }
}
