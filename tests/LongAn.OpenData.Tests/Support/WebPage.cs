using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace LongAn.OpenData.Tests.Support;

/// <summary>A page of the explorer, read as a browser reads it, without running its scripts.</summary>
internal static class WebPage
{
    private static readonly (string Name, string Value) Accept = ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

    /// <summary>Asks as a browser does.</summary>
    public static Task<Answer> BrowseAsync(this Portal portal, string path, params (string Name, string Value)[] headers) => portal.AskAsync(path, HttpMethod.Get, [Accept, .. headers]);

    /// <summary>A page that must be a 200, unless another status is said.</summary>
    public static async Task<IDocument> OpenAsync(this Portal portal, string path, int status = 200)
    {
        var answer = await portal.BrowseAsync(path);

        Assert.True(answer.Status == status, $"{path}: {answer.Status} {answer.Text[..Math.Min(answer.Text.Length, 2_000)]}");
        Assert.Equal("text/html; charset=utf-8", answer.Header("Content-Type"));
        return await new HtmlParser().ParseDocumentAsync(answer.Text);
    }

    /// <summary>The text of what is found, its spaces and lines made single spaces.</summary>
    public static string TextOf(this IParentNode page, string selector) => Words(page.QuerySelector(selector)?.TextContent ?? "");

    public static string[] TextsOf(this IParentNode page, string selector) => [.. page.QuerySelectorAll(selector).Select(found => Words(found.TextContent))];

    /// <summary>Where the first link that is found leads.</summary>
    public static string LinkOf(this IParentNode page, string selector) => page.QuerySelector(selector)?.GetAttribute("href") ?? throw new InvalidOperationException($"There is no {selector}.");

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
