using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Outbound;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Webhooks;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Api.Webhooks;

internal static class WebhooksEndpoints
{
    private const int MostShown = 20;
    private const string Bearer = "Bearer ";

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks").RequireCors(PortalHost.AskedByPost);
        webhooks.MapPost("", Subscribe).WithName("CreateWebhook").WithSummary("Have an address told of what is published.")
            .WithDescription("Cổng gửi thử thách {\"type\": \"webhook.challenge\", \"challenge\": …} tới địa chỉ; địa chỉ phải trả lời 2xx với nội dung có chuỗi challenge. Từ đó mỗi lần công bố hoặc quay lui, cổng gửi một thông điệp JSON có chữ ký (Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature), thử lại trong khoảng ba ngày rồi ngừng. Bí mật chỉ hiện một lần. Gửi kèm Authorization: Bearer và khóa của nhà xuất bản thì webhook thuộc về nhà xuất bản đó.\n\nThe portal sends {\"type\": \"webhook.challenge\", \"challenge\": …} to the address, which must answer 2xx with the challenge in its body. From then on each publish and rollback is a signed JSON message (Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature), tried again for some three days, then given up and disabled. The secret is shown once. With Authorization: Bearer and a publisher's key the webhook is that publisher's, and is listed with its others.")
            .Accepts<WebhookRequest>("application/json").Produces<WebhookDocument>(StatusCodes.Status201Created).Takes();
        webhooks.MapGet("/{webhook}", Read).WithName("GetWebhook").WithSummary("Read a webhook and what became of its last messages.")
            .WithDescription("Cần Authorization: Bearer và bí mật của webhook, hoặc khóa của nhà xuất bản đã đăng ký.\n\nNeeds Authorization: Bearer with the webhook's secret, or with a key of the publisher that made it.")
            .Produces<WebhookDocument>().Takes();
        webhooks.MapDelete("/{webhook}", Remove).WithName("DeleteWebhook").WithSummary("Delete a webhook.")
            .WithDescription("Cần Authorization: Bearer và bí mật của webhook, hoặc khóa của nhà xuất bản đã đăng ký. Những gì chưa gửi thì không gửi nữa.\n\nNeeds Authorization: Bearer with the webhook's secret, or with a key of the publisher that made it. What has not been sent is not sent any more.")
            .Produces(StatusCodes.Status204NoContent).Takes();
        api.MapGet("/publishers/{publisher}/webhooks", List).WithTags("Webhooks").WithName("ListWebhooks").WithSummary("List a publisher's webhooks.")
            .WithDescription("Các webhook đăng ký bằng khóa của nhà xuất bản, kèm thông điệp cuối; không có bí mật.\n\nThe webhooks that were made with the publisher's keys, each with its last message; without secrets.")
            .Produces<WebhooksDocument>().NeedsKey(scope: null).Takes();
    }

    private static IResult List(string publisher, HttpContext http, WebhookLedger ledger, PortalLinks links)
    {
        var key = WriteAttempt.Of(http).Key!;
        if (key.Publisher != publisher)
            return new ProblemResult(new Problem(ProblemCode.OtherPublisher, $"Các webhook này của {publisher}, khóa là của {key.Publisher}.", $"These webhooks are {publisher}'s, and the key {key.Publisher}'s.") { Parameter = nameof(publisher) });

        http.Response.Headers.CacheControl = "no-store";
        var own = ledger.ReadAll().Where(webhook => webhook.Publisher == publisher);
        return Results.Json(new WebhooksDocument(publisher, [.. own.Select(webhook => WebhookDocument.Of(webhook, ledger.ReadDeliveries(webhook.Id, atMost: 1), withSecret: false, links))]), PortalJson.Indented, contentType: "application/json; charset=utf-8");
    }

    private static async Task<IResult> Subscribe(HttpRequest http, DatasetCatalog catalog, WebhookLedger ledger, WebhookSender sender, OutboundConnections connections, KeyRing keys, IOptions<PortalOptions> options, PortalLinks links, TimeProvider clock, CancellationToken cancel)
    {
        if (TokenOf(http) is { } token && PublisherOf(token, keys, clock) is null)
            return new ProblemResult(new Problem(ProblemCode.KeyUnknown, "Không có khóa này, hoặc khóa đã hết hạn.", "There is no such key, or it has ended.") { Parameter = "Authorization" });

        var problems = new List<Problem>();
        if (await WebhookRequest.ReadAsync(http, catalog, problems) is not { } request)
            return new ProblemResult(problems);
        if (!await connections.MayReachAsync(request.Url, cancel))
            return new ProblemResult(new Problem(ProblemCode.WebhookRefused, "url phải là địa chỉ http hoặc https công khai, không có tên người dùng.", "url must be a public address, http or https, without a user.") { Parameter = "url" });
        if (IsOneTooMany(request.Url, ledger.ReadAll(), options.Value.Webhooks) is { } limit)
            return new ProblemResult(limit);

        var webhook = new Webhook($"wh_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}", request.Url, request.Datasets, WebhookSignature.NewSecret(), links.Root, clock.GetUtcNow(), Seen: 0, Disabled: null) { Publisher = TokenOf(http) is { } own ? PublisherOf(own, keys, clock) : null };
        if (await ChallengeAsync(webhook, sender, cancel) is { } unverified)
            return new ProblemResult(unverified);

        ledger.Add(webhook);
        http.HttpContext.Response.Headers.CacheControl = "no-store";
        var document = WebhookDocument.Of(webhook, [], withSecret: true, links);
        return Results.Json(document, PortalJson.Indented, statusCode: StatusCodes.Status201Created, contentType: "application/json; charset=utf-8").WithLocation(http.HttpContext, document.Links.Self);
    }

    private static IResult Read(string webhook, HttpRequest http, WebhookLedger ledger, KeyRing keys, TimeProvider clock, PortalLinks links)
    {
        if (FindOwn(webhook, http, ledger, keys, clock) is not { } found)
            return Unknown(http);

        http.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Json(WebhookDocument.Of(found, ledger.ReadDeliveries(webhook, MostShown), withSecret: false, links), PortalJson.Indented, contentType: "application/json; charset=utf-8");
    }

    private static IResult Remove(string webhook, HttpRequest http, WebhookLedger ledger, KeyRing keys, TimeProvider clock)
    {
        if (FindOwn(webhook, http, ledger, keys, clock) is null)
            return Unknown(http);

        ledger.Remove(webhook);
        return Results.NoContent();
    }

    /// <summary>Whoever has the secret owns the webhook, and the publisher whose key made it; to anybody else it is not there.</summary>
    private static Webhook? FindOwn(string id, HttpRequest http, WebhookLedger ledger, KeyRing keys, TimeProvider clock)
    {
        if (TokenOf(http) is not { } token || ledger.Find(id) is not { } found)
            return null;

        var isOwn = WebhookSignature.IsSecret(found.Secret, token) || (found.Publisher is { } publisher && PublisherOf(token, keys, clock) == publisher);
        return isOwn ? found : null;
    }

    private static string? TokenOf(HttpRequest http) =>
        http.Headers.Authorization.ToString() is var sent && sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? sent[Bearer.Length..].Trim() : null;

    /// <summary>Null where it is no key, or one that has ended.</summary>
    private static string? PublisherOf(string token, KeyRing keys, TimeProvider clock) =>
        keys.Find(token) is { } key && key.StateAt(clock.GetUtcNow()) == KeyState.Valid ? key.Publisher : null;

    private static ProblemResult Unknown(HttpRequest http)
    {
        http.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return new(new Problem(ProblemCode.UnknownWebhook, "Không có webhook này, hoặc Authorization: Bearer không mang bí mật của nó.", "There is no such webhook, or Authorization: Bearer does not carry its secret.") { Parameter = "webhook" });
    }

    private static Problem? IsOneTooMany(Uri url, IReadOnlyList<Webhook> others, WebhookOptions options)
    {
        if (others.Count >= options.Most)
            return new Problem(ProblemCode.WebhookLimit, $"Cổng nhận nhiều nhất {options.Most} webhook.", $"The portal takes at most {options.Most} webhooks.") { Maximum = options.Most };
        return others.Count(other => other.Url.Host == url.Host) >= options.MostOfOneHost
            ? new Problem(ProblemCode.WebhookLimit, $"Mỗi máy chủ có nhiều nhất {options.MostOfOneHost} webhook.", $"There are at most {options.MostOfOneHost} webhooks of one host.") { Parameter = "url", Maximum = options.MostOfOneHost }
            : null;
    }

    /// <summary>Nobody is sent messages who has not said yes: the challenge comes back.</summary>
    private static async Task<Problem?> ChallengeAsync(Webhook webhook, WebhookSender sender, CancellationToken cancel)
    {
        var challenge = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = "webhook.challenge", ["challenge"] = challenge });
        var answer = await sender.SendAsync(webhook.Url, webhook.Secret, $"msg_{Guid.NewGuid():N}", body, cancel);
        if (answer.IsTaken && answer.Body.Contains(challenge, StringComparison.Ordinal))
            return null;

        var reason = answer.IsTaken ? "no challenge in the answer" : answer.ToString();
        return new Problem(ProblemCode.WebhookUnverified, $"Địa chỉ phải trả lời 2xx với chuỗi challenge đã nhận ({reason}).", $"The address must answer 2xx with the challenge that it was sent ({reason}).") { Parameter = "url" };
    }

    private static IResult WithLocation(this IResult result, HttpContext http, string location)
    {
        http.Response.Headers.Location = location;
        return result;
    }
}
