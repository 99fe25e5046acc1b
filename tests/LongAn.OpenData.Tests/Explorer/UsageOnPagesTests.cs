using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Explorer;

public sealed class UsageOnPagesTests
{
    [Fact]
    public async Task A_page_says_how_often_its_dataset_was_used_on_days_that_are_over()
    {
        using var datasets = new TempFolder();
        PublishingPortal.Write(datasets, "words", PublishingPortal.First);
        var clock = new ManualClock(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
        await using var portal = await Portal.StartAsync(datasets.Path, configure: clock.IsThatOf);
        await portal.BrowseAsync("/datasets/words");
        await portal.BrowseAsync("/datasets/words");
        await portal.AskAsync("/api/v1/datasets/words/export.csv");
        portal.Services.GetRequiredService<UsageCounter>().Flush();

        Assert.StartsWith("0 views 0 calls 0 downloads", (await portal.OpenAsync("/datasets/words?lang=en")).TextOf(".usage"), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromDays(1));

        Assert.StartsWith("2 views 0 calls 1 downloads in 30 days; most downloaded: CSV 1", (await portal.OpenAsync("/datasets/words?lang=en")).TextOf(".usage"), StringComparison.Ordinal);
    }
}
