using System.Text;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Explorer;

public sealed class FeedbackPagesTests
{
    private const string Page = "/datasets/words/feedback";

    [Fact]
    public async Task A_form_is_received_read_by_its_ticket_and_shown_to_all_once_it_is_answered()
    {
        await using var own = await PublishingPortal.StartAsync();
        var (sent, text) = await SendAsync(own, ("category", "wrong-value"), ("record", "1"), ("message", "Giá <b>sai</b>\r\nhai dòng"), ("contact", "hoa@example.vn"));
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(text, TestContext.Current.CancellationToken);
        var address = page.LinkOf("#status");

        Assert.Equal(201, sent.Status);
        Assert.Equal("no-store", sent.Header("Cache-Control"));
        Assert.DoesNotContain("sai", (await own.Portal.OpenAsync(Page)).TextOf("article"), StringComparison.Ordinal);
        Assert.Equal(404, (await own.Portal.BrowseAsync($"{Page}/1")).Status);
        Assert.Equal("Giá <b>sai</b> hai dòng", (await own.Portal.OpenAsync(address)).TextOf("article .message"));

        await own.SendAsync(HttpMethod.Patch, "/api/v1/datasets/words/feedback/1", "application/json", Encoding.UTF8.GetBytes("""{"answer": "Đã sửa"}"""));

        var answered = await own.Portal.OpenAsync(Page);
        Assert.Equal(["Giá <b>sai</b> hai dòng", "Đã sửa"], answered.TextsOf("article .message"));
        Assert.Equal(200, (await own.Portal.BrowseAsync($"{Page}/1")).Status);
        Assert.DoesNotContain("hoa@example.vn", (await own.Portal.BrowseAsync(Page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_mistakes_comes_back_as_it_was_filled_in()
    {
        await using var own = await PublishingPortal.StartAsync();
        var (sent, text) = await SendAsync(own, ("category", "missing"), ("record", "99"), ("message", "Thiếu \"hai\" <dòng>"), ("contact", ""));
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(text, TestContext.Current.CancellationToken);

        Assert.Equal(400, sent.Status);
        Assert.NotEmpty(page.TextOf(".problems"));
        Assert.Equal("Thiếu \"hai\" <dòng>", page.QuerySelector("textarea")!.TextContent);
        Assert.Equal("99", page.QuerySelector("#record")!.GetAttribute("value"));
        Assert.Equal("missing", page.QuerySelector("option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_form_too_many_is_told_when_to_come_again()
    {
        using var datasets = new TempFolder();
        PublishingPortal.Write(datasets, "words", PublishingPortal.First);
        await using var portal = await Portal.StartAsync(datasets.Path, settings: new Dictionary<string, string?> { ["Feedback:PerHour"] = "1" });
        using var first = Form(("category", "other"), ("message", "một hai ba"));
        using var second = Form(("category", "other"), ("message", "một hai ba"));

        Assert.Equal(201, (await portal.SendAsync(HttpMethod.Post, Page, first)).Status);
        var refused = await portal.SendAsync(HttpMethod.Post, Page, second);

        Assert.Equal(429, refused.Status);
        Assert.NotNull(refused.Header("Retry-After"));
        Assert.Equal("text/html; charset=utf-8", refused.Header("Content-Type"));
    }

    [Fact]
    public async Task What_is_no_form_or_too_large_is_refused()
    {
        await using var own = await PublishingPortal.StartAsync();
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        using var large = Form(("category", "other"), ("message", new string('a', 100_000)));

        Assert.Equal(415, (await own.Portal.SendAsync(HttpMethod.Post, Page, json)).Status);
        Assert.Equal(413, (await own.Portal.SendAsync(HttpMethod.Post, Page, large)).Status);
    }

    private static async Task<(Answer Answer, string Text)> SendAsync(PublishingPortal own, params (string Name, string Value)[] fields)
    {
        using var form = Form(fields);
        var answer = await own.Portal.SendAsync(HttpMethod.Post, Page, form, ("Accept", "text/html"));
        return (answer, answer.Text);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
