using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Problems;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>Reads changes of records out of the body of a request; every mistake is told with its place.</summary>
internal sealed class ChangesReader
{
    public const string Json = "application/json";
    public const string Ndjson = "application/x-ndjson";
    private const string Operation = "_op";
    private const int MostProblems = 100;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };
    private readonly bool isLines;

    private ChangesReader(bool isLines) => this.isLines = isLines;

    /// <returns>Null for another media type.</returns>
    public static ChangesReader? Of(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        return type?.ToLowerInvariant() switch
        {
            Json => new ChangesReader(isLines: false),
            Ndjson or "application/ndjson" or "application/jsonl" => new ChangesReader(isLines: true),
            _ => null,
        };
    }

    public async Task ReadAsync(string path, TableSchema schema, RecordChanges changes, int most, List<Problem> problems, CancellationToken cancel)
    {
        try
        {
            if (isLines)
                await ReadLinesAsync(path, schema, changes, most, problems, cancel);
            else
                await ReadObjectAsync(path, schema, changes, most, problems, cancel);
        }
        catch (JsonException malformed)
        {
            problems.Add(Wrong("", $"không phải JSON: {malformed.Message}", $"is not JSON: {malformed.Message}"));
        }

        if (changes.Count > most)
            problems.Add(new Problem(ProblemCode.OverLimit, $"Nhiều nhất {most} bản ghi một lần; nhiều hơn thì thay toàn bộ nội dung.", $"At most {most} records at once; for more, replace the content as a whole.") { Maximum = most });
        else if (changes.Count == 0 && problems.Count == 0)
            problems.Add(Wrong("", "không có thay đổi nào", "has no change"));
    }

    private static async Task ReadObjectAsync(string path, TableSchema schema, RecordChanges changes, int most, List<Problem> problems, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        if (await JsonNode.ParseAsync(file, documentOptions: Strict, cancellationToken: cancel) is not JsonObject body)
        {
            problems.Add(Wrong("", "phải là một đối tượng JSON", "must be a JSON object"));
            return;
        }

        foreach (var (name, _) in body.Where(member => member.Key is not ("upsert" or "delete")))
            problems.Add(Wrong($"/{name}", "không có nghĩa; chỉ có upsert và delete", "means nothing; there are upsert and delete"));
        foreach (var name in (string[])["upsert", "delete"])
        {
            if (body[name] is not { } node)
                continue;
            if (node is not JsonArray items)
            {
                problems.Add(Wrong($"/{name}", "phải là mảng", "must be a list"));
                continue;
            }

            for (var i = 0; i < items.Count && changes.Count <= most && problems.Count < MostProblems; i++)
                Add(string.Create(CultureInfo.InvariantCulture, $"/{name}/{i}"), items[i], name == "delete", schema, changes, problems);
        }
    }

    private static async Task ReadLinesAsync(string path, TableSchema schema, RecordChanges changes, int most, List<Problem> problems, CancellationToken cancel)
    {
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancel))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (changes.Count > most || problems.Count >= MostProblems)
                return;

            var record = JsonNode.Parse(line, documentOptions: Strict) as JsonObject;
            var place = string.Create(CultureInfo.InvariantCulture, $"line {number}");
            var operation = (record?[Operation] as JsonValue)?.ToString() ?? "upsert";
            record?.Remove(Operation);
            if (operation is "upsert" or "delete")
                Add(place, record, operation == "delete", schema, changes, problems);
            else
                problems.Add(Wrong(place, $"{Operation} phải là upsert hoặc delete", $"{Operation} must be upsert or delete"));
        }
    }

    /// <summary>A deletion names a record by its key: an object of the key's fields, or the value of the only one.</summary>
    private static void Add(string place, JsonNode? node, bool isDeletion, TableSchema schema, RecordChanges changes, List<Problem> problems)
    {
        var record = node as JsonObject ?? (isDeletion && schema.PrimaryKey is [var only] && node is JsonValue ? new JsonObject { [only] = node.DeepClone() } : null);
        if (record is null)
        {
            problems.Add(Wrong(place, "phải là đối tượng JSON", "must be a JSON object"));
            return;
        }

        if (changes.TryAdd(record, isDeletion ? null : record) is not { } wrong)
            return;

        problems.Add(
            wrong.Length == 0 ? Wrong(place, "có khóa đã xuất hiện ở trước", "has a key that came before")
            : schema.PrimaryKey.Contains(wrong) ? Wrong(place, $"thiếu {wrong} của khóa chính, hoặc nó sai kiểu", $"lacks {wrong} of the primary key, or it is of the wrong type")
            : Wrong(place, $"có trường lạ: {wrong}", $"has an unknown field: {wrong}"));
    }

    private static Problem Wrong(string place, string vi, string en) =>
        new(ProblemCode.ChangesInvalid, $"{place} {vi}.".TrimStart(), $"{place} {en}.".TrimStart()) { Place = new ProblemPlace("changes", Field: place) };
}
