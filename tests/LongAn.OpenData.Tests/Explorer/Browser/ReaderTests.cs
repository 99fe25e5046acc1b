using System.Text;
using LongAn.OpenData.Tests.Support;
using Microsoft.Playwright;

namespace LongAn.OpenData.Tests.Explorer.Browser;

/// <summary>What people come for, done as they do it: with a pointer, with keys alone, on a phone, without scripts.</summary>
public sealed class ReaderTests(Portal portal, Browser browser)
{
    [Fact]
    public async Task How_many_industrial_parks_are_in_Duc_Hoa_is_answered_and_downloaded_in_under_five_clicks()
    {
        await using var window = await browser.OpenAsync(portal);
        var page = window.Page;
        await window.GoAsync("/?lang=vi");
        await page.GetByRole(AriaRole.Combobox).PressSequentiallyAsync("khu cong nghiep");
        await page.GetByRole(AriaRole.Option, new() { NameRegex = new("^Khu công nghiệp [0-9]") }).ClickAsync(); // 1
        await page.Locator("input[name=district_code][value='802']").CheckAsync(); // 2
        await page.GetByRole(AriaRole.Button, new() { Name = "Áp dụng bộ lọc" }).ClickAsync(); // 3

        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync($"{await CountAsync("district_code=802")} bản ghi");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).First.ClickAsync()); // 4
        var file = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal((await portal.AskAsync("/api/v1/datasets/industrial-parks/export.csv?district_code=802")).Body.ToArray(), file);
        window.IsClean();
    }

    [Fact]
    public async Task A_heading_sorts_and_the_next_page_goes_on()
    {
        await using var window = await browser.OpenAsync(portal, locale: "en-GB");
        var page = window.Page;
        await window.GoAsync("/datasets/enterprises?limit=25");
        await page.GetByRole(AriaRole.Link, new() { Name = "Name", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Name");
        var first = await page.Locator("main tbody tr td").First.TextContentAsync();
        await page.Locator("a[rel=next]").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("cursor=", StringComparison.Ordinal));

        Assert.NotEqual(first, await page.Locator("main tbody tr td").First.TextContentAsync());
        await page.Locator("a[rel=prev]").ClickAsync();
        await Assertions.Expect(page.Locator("main tbody tr td").First).ToHaveTextAsync(first!);
        window.IsClean();
    }

    [Fact]
    public async Task A_chart_is_drawn_and_its_numbers_stand_beside_it()
    {
        await using var window = await browser.OpenAsync(portal);
        await window.GoAsync("/datasets/enterprises/chart?group_by=district_code");

        await Assertions.Expect(window.Page.Locator("main .plot svg")).ToBeVisibleAsync();
        var sum = await window.Page.Locator("main table tbody td.number").AllTextContentsAsync();
        Assert.NotEmpty(sum);
        window.IsClean();
    }

    [Fact]
    public async Task A_map_shows_points_and_filters_by_its_extent()
    {
        await using var window = await browser.OpenAsync(portal);
        await window.GoAsync("/datasets/enterprises/map?district_code=794&lang=en");

        await Assertions.Expect(window.Page.Locator(".leaflet-marker-icon").First).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("extent") }).Or(window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("extent") })).First.ClickAsync();
        await window.Page.WaitForURLAsync(url => url.Contains("bbox=", StringComparison.Ordinal));
        window.IsClean();
    }

    [Fact]
    public async Task The_other_language_is_one_link_away_and_stays()
    {
        await using var window = await browser.OpenAsync(portal);
        var page = window.Page;
        await window.GoAsync("/datasets/districts");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Data dictionary" }).ClickAsync();

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        window.IsClean();
    }

    [Fact]
    public async Task Without_scripts_records_are_found_filtered_and_reported()
    {
        await using var window = await browser.OpenAsync(portal, runsScripts: false);
        var page = window.Page;
        await window.GoAsync("/datasets/industrial-parks?lang=vi");
        await page.Locator("input[name=q]").FillAsync("duc hoa");
        await page.Locator("input[name=q]").PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("q=duc", StringComparison.Ordinal));

        await Assertions.Expect(page.Locator("main mark").First).ToContainTextAsync("Đức");
        Assert.DoesNotContain("fields=&", page.Url, StringComparison.Ordinal);
        foreach (var tab in (string[])["chart", "map", "dictionary", "downloads", "versions", "feedback"])
        {
            await window.GoAsync($"/datasets/industrial-parks/{tab}");
            await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToBeEmptyAsync();
        }

        await Assertions.Expect(page.Locator("form[method=post] textarea")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Keys_alone_lead_from_the_first_page_to_a_record()
    {
        await using var window = await browser.OpenAsync(portal, locale: "en-GB");
        var page = window.Page;
        await window.GoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("districts");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("/datasets", StringComparison.Ordinal));
        await window.GoAsync("/datasets/districts");
        await TabToAsync(page, "main tbody a[href*='/records/']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("/records/", StringComparison.Ordinal));
        window.IsClean();
    }

    [Fact]
    public async Task On_a_phone_the_filters_fold_and_the_table_scrolls_by_itself()
    {
        await using var window = await browser.OpenAsync(portal, width: 360, height: 740);
        await window.GoAsync("/datasets/enterprises?q=c%C3%B4ng+ty&district_code=802");

        await window.FitsAsync();
        Assert.True(await window.Page.EvaluateAsync<bool>("(() => { const box = document.querySelector('main table').closest('[tabindex]'); return box.scrollWidth > box.clientWidth; })()"));
        await Assertions.Expect(window.Page.Locator("main tbody tr").First).ToBeVisibleAsync();
        window.IsClean();
    }

    [Fact]
    public async Task A_wrong_filter_is_told_in_the_frame_and_mended_by_a_link()
    {
        await using var window = await browser.OpenAsync(portal);
        await window.GoAsync("/datasets/industrial-parks?distric_code=802");
        await window.Page.Locator(".problems a").First.ClickAsync();
        await window.Page.WaitForURLAsync(url => url.Contains("district_code=802", StringComparison.Ordinal));

        Assert.NotEqual(0, await window.Page.Locator("main tbody tr").CountAsync());
        window.IsClean("status of 400");
    }

    private async Task<string> CountAsync(string question)
    {
        var csv = Encoding.UTF8.GetString((await portal.AskAsync($"/api/v1/datasets/industrial-parks/export.ndjson?{question}")).Body.Span);
        return csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Presses Tab until what is meant has the focus; a page where it never gets it fails.</summary>
    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var i = 0; i < 150; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
        }

        Assert.Fail($"No Tab leads to {selector} on {page.Url}.");
    }
}
