using System.Text.Json.Nodes;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Text;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>What a download says of itself, and the answer to <c>Range</c>.</summary>
internal static class ExportResponses
{
    private const string ExportsDocument = "ExportsDocument";
    private const string Partial = "206";

    /// <summary>One row each: the header, an example, and whether it is there for a part of a file too.</summary>
    private static readonly IReadOnlyList<(string Name, string Example, bool OfPart, LocalizedText Description)> Headers =
    [
        ("ETag", "\"f2ca1bb6c7e907d06dafe4687e579fce\"", true, new("Mạnh; mỗi cách nén một thẻ.", "Strong; each encoding has one of its own.")),
        ("Accept-Ranges", "bytes", true, new("bytes: tệp lưu sẵn, tải tiếp được; none: tệp truyền dần.", "bytes: a kept file, and a download can go on where it ended; none: a streamed one.")),
        ("Repr-Digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", true, new("Mã băm của cả tệp theo RFC 9530; tệp truyền dần qua HTTP/2 thì ở phần cuối (trailer).", "The digest of the whole file (RFC 9530); a streamed file has it in the trailer, over HTTP/2.")),
        ("Content-Digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:", false, new("Mã băm của nội dung được gửi: chỉ ở câu trả lời trọn tệp.", "The digest of what is sent: only where that is the whole file.")),
        ("X-Row-Count", "15", true, new("Số bản ghi của cả tệp; tệp truyền dần qua HTTP/2 thì ở phần cuối (trailer).", "How many records the whole file has; a streamed file has it in the trailer, over HTTP/2.")),
        ("Content-Range", "bytes 1000-1999/5000", true, new("Đoạn được gửi, và độ dài của tệp.", "The part that is sent, and the length of the file.")),
    ];

    /// <param name="success">The answer with the whole file.</param>
    public static void AddTo(OpenApiOperation operation, OpenApiResponse success, OpenApiDocument document)
    {
        success.Headers = Headers.Where(row => row.Name != "Content-Range").ToDictionary(row => row.Name, Header, StringComparer.Ordinal);
        operation.Responses![Partial] = new OpenApiResponse
        {
            Description = Bilingual.Line("Đoạn mà Range yêu cầu; hỏi nhiều đoạn cùng lúc thì nhận cả tệp (200).", "The part that Range asks for; who asks for several at once gets the whole file (200)."),
            Headers = Headers.Where(row => row.OfPart).ToDictionary(row => row.Name, Header, StringComparer.Ordinal),
            Content = success.Content!.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        };
        success.Content![RecordFormat.Json.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { OneOf = [success.Content[RecordFormat.Json.MediaType].Schema!, Manifest(document)] } };
    }

    /// <summary>The answer with <c>manifest=true</c>.</summary>
    public static IOpenApiSchema Manifest(OpenApiDocument document) => SchemaParts.Reference(ExportsDocument, document);

    private static IOpenApiHeader Header((string Name, string Example, bool OfPart, LocalizedText Description) row) => new OpenApiHeader
    {
        Description = Bilingual.Line(row.Description),
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = JsonValue.Create(row.Example),
    };
}
