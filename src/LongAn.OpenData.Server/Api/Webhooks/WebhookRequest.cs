using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Webhooks;

/// <summary>What a subscriber asks for.</summary>
/// <param name="Url">The address that messages are sent to; public, <c>http</c> or <c>https</c>.</param>
/// <param name="Datasets">The ids of the datasets to be told of; left out, all.</param>
internal sealed record WebhookRequest(Uri Url, IReadOnlyList<string> Datasets)
{
    public const int MostBytes = 16 * 1024;
    private const int LongestUrl = 2_000;
    private static readonly string[] Members = ["url", "datasets"];

    /// <returns>Null where something is wrong, all of which is in the problems.</returns>
    public static async Task<WebhookRequest?> ReadAsync(HttpRequest http, DatasetCatalog catalog, List<Problem> problems)
    {
        if (await BodyAsync(http, problems) is not { } body)
            return null;

        problems.AddRange(body.Select(member => member.Key).Except(Members).Select(name => new Problem(ProblemCode.WebhookInvalid, $"Không có thành phần «{ProblemMessages.Cut(name)}».", $"There is no member \"{ProblemMessages.Cut(name)}\".") { Parameter = name, Suggestion = Nearest.To(name, Members) }));
        var url = body["url"] is JsonValue address && address.TryGetValue<string>(out var text) && text.Length <= LongestUrl && Uri.TryCreate(text, UriKind.Absolute, out var parsed) ? parsed : null;
        if (url is null)
            problems.Add(new Problem(ProblemCode.WebhookInvalid, "url phải là một địa chỉ http hoặc https.", "url must be an address, http or https.") { Parameter = "url" });
        var datasets = ReadDatasets(body["datasets"], catalog, problems);
        return problems.Count == 0 ? new WebhookRequest(url!, datasets) : null;
    }

    private static async Task<JsonObject?> BodyAsync(HttpRequest http, List<Problem> problems)
    {
        if (!http.HasJsonContentType())
        {
            problems.Add(new Problem(ProblemCode.UnsupportedMediaType, "Cần Content-Type: application/json.", "Content-Type must be application/json."));
            return null;
        }

        var bytes = new byte[MostBytes + 1];
        var length = await http.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, http.HttpContext.RequestAborted);
        if (length > MostBytes)
        {
            problems.Add(new Problem(ProblemCode.ContentTooLarge, $"Nội dung dài nhất là {MostBytes} byte.", $"The content is at most {MostBytes} bytes long.") { Maximum = MostBytes });
            return null;
        }

        try
        {
            if (JsonNode.Parse(bytes.AsSpan(0, length), documentOptions: new JsonDocumentOptions { MaxDepth = 4 }) is JsonObject body)
            {
                _ = body.Count; // a member given twice is found here
                return body;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // told below
        }

        problems.Add(new Problem(ProblemCode.WebhookInvalid, "Nội dung phải là một đối tượng JSON như {\"url\": \"https://…\", \"datasets\": [\"…\"]}.", "The content must be a JSON object such as {\"url\": \"https://…\", \"datasets\": [\"…\"]}."));
        return null;
    }

    private static IReadOnlyList<string> ReadDatasets(JsonNode? node, DatasetCatalog catalog, List<Problem> problems)
    {
        if (node is null)
            return [];
        if (node is not JsonArray { Count: > 0 } array || array.Any(item => item?.GetValueKind() != JsonValueKind.String))
        {
            problems.Add(new Problem(ProblemCode.WebhookInvalid, "datasets phải là danh sách mã bộ dữ liệu; bỏ đi thì là tất cả.", "datasets must be a list of ids; left out it means all.") { Parameter = "datasets" });
            return [];
        }

        string[] ids = [.. array.Select(item => (string)item!).Distinct()];
        problems.AddRange(ids.Where(id => catalog.Find(id) is null).Select(id => ProblemMessages.UnknownDataset(id, catalog.Suggest(id)) with { Parameter = "datasets" }));
        return ids;
    }
}
