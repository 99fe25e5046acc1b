using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer.Browser;

/// <summary>Every kind of page: one row each.</summary>
public sealed class EveryPageTests(Portal portal, Browser browser)
{
    public static TheoryData<string, int> Pages { get; } = new()
    {
        { "/", 200 },
        { "/datasets", 200 },
        { "/datasets?q=khu", 200 },
        { "/datasets/industrial-parks", 200 },
        { "/datasets/enterprises?district_code=802&q=c%C3%B4ng", 200 },
        { "/datasets/enterprises?distric_code=802", 400 },
        { "/datasets/industrial-parks/records/kcn-xuyen-a", 200 },
        { "/datasets/population/records/794,2009", 200 },
        { "/datasets/enterprises/chart", 200 },
        { "/datasets/industrial-parks/map", 200 },
        { "/datasets/enterprises/dictionary", 200 },
        { "/datasets/industrial-parks/downloads", 200 },
        { "/datasets/districts/versions", 200 },
        { "/datasets/districts/versions/1", 200 },
        { "/datasets/districts/feedback", 200 },
        { "/docs", 200 },
        { "/docs/operators", 200 },
        { "/docs/limits", 200 },
        { "/problems", 200 },
        { "/problems/unknown-parameter", 200 },
        { "/datasets/distrits/versions", 404 },
        { "/nothing", 404 },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_bars_nobody_and_breaks_no_rule(string path, int status)
    {
        await using var window = await browser.OpenAsync(portal);

        Assert.Equal(status, (await window.GoAsync(path)).Status);
        await window.IsAccessibleAsync();
        window.IsClean(status == 200 ? [] : [$"status of {status}"]);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_fits_a_phone_in_the_dark(string path, int status)
    {
        await using var window = await browser.OpenAsync(portal, width: 360, height: 740, locale: "en-GB", isDark: true);

        Assert.Equal(status, (await window.GoAsync(path)).Status);
        await window.FitsAsync();
        await window.IsAccessibleAsync();
        window.IsClean(status == 200 ? [] : [$"status of {status}"]);
    }
}
