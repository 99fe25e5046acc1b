using System.Buffers;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Formats;

/// <summary>The formats records are written in: one row each. Negotiation, OpenAPI and links follow from the row.</summary>
/// <param name="Name">What <c>format=</c> and the extension of an export say.</param>
/// <param name="MediaType">What <c>Accept</c> says.</param>
/// <param name="ContentType">What the answer says, parameters included.</param>
public sealed record RecordFormat(string Name, string MediaType, string ContentType, LocalizedText Title, Func<IBufferWriter<byte>, IReadOnlyList<Field>, IRecordWriter> Create)
{
    public static readonly RecordFormat Json = new("json", "application/json", "application/json; charset=utf-8", new("JSON", "JSON"), (buffer, fields) => new JsonRecordWriter(buffer, fields));

    public static readonly RecordFormat Csv = new("csv", "text/csv", "text/csv; charset=utf-8; header=present", new("CSV (RFC 4180)", "CSV (RFC 4180)"), (buffer, fields) => new CsvRecordWriter(buffer, fields));

    public static IReadOnlyList<RecordFormat> All { get; } = [Json, Csv];

    public static RecordFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
