using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>A small JSON object that a request brings.</summary>
internal static class JsonBody
{
    private const int MostBytes = 64 * 1024;

    /// <param name="members">Those there may be; others are told.</param>
    /// <param name="example">How it is meant.</param>
    /// <returns>Null where it is none; the problems say why.</returns>
    public static async Task<JsonObject?> ReadAsync(HttpRequest http, IReadOnlyList<string> members, string example, List<Problem> problems)
    {
        if (!http.HasJsonContentType())
        {
            problems.Add(new Problem(ProblemCode.UnsupportedMediaType, "Cần Content-Type: application/json.", "Content-Type must be application/json.") { Parameter = "Content-Type" });
            return null;
        }

        var bytes = new byte[MostBytes + 1];
        var length = await http.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, http.HttpContext.RequestAborted);
        if (length > MostBytes)
        {
            problems.Add(new Problem(ProblemCode.ContentTooLarge, $"Nội dung dài nhất là {MostBytes} byte.", $"The body is at most {MostBytes} bytes.") { Maximum = MostBytes });
            return null;
        }

        if (Parse(bytes.AsSpan(0, length)) is not { } body)
        {
            problems.Add(new Problem(ProblemCode.InvalidRequest, $"Nội dung phải là một đối tượng JSON như {example}.", $"The body must be a JSON object such as {example}."));
            return null;
        }

        problems.AddRange(body.Select(member => member.Key).Except(members).Select(name => Unknown(name, members)));
        return body;
    }

    /// <returns>Null where the member is left out or null.</returns>
    public static string? Text(JsonObject body, string name, List<Problem> problems)
    {
        if (body[name] is not { } node)
            return null;
        if (node is JsonValue value && value.TryGetValue<string>(out var text))
            return text;

        problems.Add(new Problem(ProblemCode.InvalidValue, $"{name} phải là văn bản.", $"{name} must be text.") { Parameter = name });
        return null;
    }

    private static JsonObject? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 4 }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Problem Unknown(string name, IReadOnlyList<string> members) =>
        new(ProblemCode.UnknownParameter, $"Không có thành phần «{ProblemMessages.Cut(name)}».", $"There is no member \"{ProblemMessages.Cut(name)}\".") { Parameter = name, Suggestion = Nearest.To(name, members) };
}
