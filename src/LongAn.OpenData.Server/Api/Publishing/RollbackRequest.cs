using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>Which version is to be served again, and why.</summary>
/// <param name="To">The number of a version that is kept.</param>
/// <param name="Reason">Stands in the dataset's history for ever.</param>
/// <param name="Digest">SHA-256 (hex) of the body.</param>
internal sealed record RollbackRequest(int To, string Reason, string Digest)
{
    public const string MediaType = "application/json";
    private const int MostBytes = 16 * 1024;
    private static readonly string[] Members = ["to", "reason"];

    /// <returns>Null where something is wrong, all of which is in the problems.</returns>
    public static async Task<RollbackRequest?> ReadAsync(HttpRequest http, List<Problem> problems)
    {
        if (!http.HasJsonContentType())
        {
            problems.Add(new Problem(ProblemCode.UnsupportedMediaType, $"Cần Content-Type: {MediaType}.", $"Content-Type must be {MediaType}.") { Parameter = "Content-Type" });
            return null;
        }

        using var bytes = new MemoryStream();
        var buffer = new byte[MostBytes];
        for (int read; bytes.Length <= MostBytes && (read = await http.Body.ReadAsync(buffer, http.HttpContext.RequestAborted)) > 0;)
            bytes.Write(buffer, 0, read);
        if (bytes.Length > MostBytes)
        {
            problems.Add(new Problem(ProblemCode.ContentTooLarge, $"Nội dung dài nhất là {MostBytes} byte.", $"The body is at most {MostBytes} bytes.") { Maximum = MostBytes });
            return null;
        }

        if (Parse(bytes.ToArray()) is not { } body)
        {
            problems.Add(new Problem(ProblemCode.InvalidRequest, "Nội dung phải là một đối tượng JSON như {\"to\": 3, \"reason\": \"…\"}.", "The body must be a JSON object such as {\"to\": 3, \"reason\": \"…\"}."));
            return null;
        }

        var (to, reason) = (ReadTo(body["to"], problems), ReadReason(body["reason"], problems));
        problems.AddRange(body.Select(member => member.Key).Except(Members).Select(Unknown));
        return problems.Count == 0 ? new RollbackRequest(to, reason, Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))) : null;
    }

    private static JsonObject? Parse(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int ReadTo(JsonNode? node, List<Problem> problems)
    {
        if (node is JsonValue value && value.TryGetValue<int>(out var number) && number >= 1)
            return number;

        problems.Add(new Problem(ProblemCode.InvalidValue, "to phải là số của một phiên bản, như 3.", "to must be the number of a version, such as 3.") { Parameter = "to" });
        return 0;
    }

    private static string ReadReason(JsonNode? node, List<Problem> problems)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var reason) || string.IsNullOrWhiteSpace(reason))
        {
            problems.Add(new Problem(ProblemCode.InvalidValue, "reason phải nói vì sao; lý do được lưu mãi.", "reason must say why; it is kept for ever.") { Parameter = "reason" });
            return "";
        }

        if (reason.Length > ContentRequest.LongestReason)
            problems.Add(new Problem(ProblemCode.OverLimit, $"reason dài nhất là {ContentRequest.LongestReason} ký tự.", $"reason is at most {ContentRequest.LongestReason} characters.") { Parameter = "reason", Maximum = ContentRequest.LongestReason });
        return reason.Trim();
    }

    private static Problem Unknown(string name) =>
        new(ProblemCode.UnknownParameter, $"Không có thành phần «{ProblemMessages.Cut(name)}».", $"There is no member \"{ProblemMessages.Cut(name)}\".") { Parameter = name, Suggestion = Nearest.To(name, Members) };
}
