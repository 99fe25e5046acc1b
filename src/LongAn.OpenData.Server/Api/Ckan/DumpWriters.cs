using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>The fields, then the records as lists.</summary>
internal sealed class DumpJsonWriter(IBufferWriter<byte> buffer, RecordsHeading heading) : IRecordWriter
{
    private readonly JsonListRecordWriter records = new(buffer, heading);

    public void Begin()
    {
        var fields = new JsonArray([.. heading.Fields.Select(DatastoreActions.Describe)]);
        buffer.Write(Encoding.UTF8.GetBytes($"{{\n  \"fields\": {fields.ToJsonString(PortalJson.Compact)},\n  \"records\": "));
        records.Begin();
    }

    public void Write(RecordSet record) => records.Write(record);

    public ValueTask ReleaseAsync() => records.ReleaseAsync();

    public async ValueTask CompleteAsync()
    {
        await records.CompleteAsync();
        buffer.Write("}\n"u8);
    }

    public void Dispose() => records.Dispose();
}

/// <summary>A <c>row</c> for each record, with an element for each field.</summary>
internal sealed class DumpXmlWriter(IBufferWriter<byte> buffer, RecordsHeading heading) : IRecordWriter
{
    private readonly string[] names = [.. heading.Fields.Select(field => XmlConvert.EncodeLocalName(field.Name)!)];
    private readonly StringBuilder row = new();

    public void Begin() => buffer.Write("<data xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n"u8);

    public void Write(RecordSet record)
    {
        row.Clear();
        var hasNumber = names[0] == DatastoreType.RowName;
        row.Append(hasNumber ? $"<row _id=\"{Text(record, 0)}\">" : "<row>");
        for (var i = hasNumber ? 1 : 0; i < names.Length; i++)
        {
            if (record.IsNull(i))
                row.Append('<').Append(names[i]).Append(" xsi:nil=\"true\" />");
            else
                row.Append('<').Append(names[i]).Append('>').Append(Text(record, i)).Append("</").Append(names[i]).Append('>');
        }

        row.Append("</row>\n");
        buffer.Write(Encoding.UTF8.GetBytes(row.ToString()));
    }

    public ValueTask ReleaseAsync() => default;

    public ValueTask CompleteAsync()
    {
        buffer.Write("</data>\n"u8);
        return default;
    }

    public void Dispose()
    {
    }

    private string Text(RecordSet record, int position) => heading.Fields[position].Type.Kind switch
    {
        ValueKind.Integer => record.GetInteger(position).ToString(CultureInfo.InvariantCulture),
        ValueKind.Boolean => record.GetInteger(position) != 0 ? "true" : "false",
        ValueKind.Real => record.GetReal(position).ToString(CultureInfo.InvariantCulture),
        _ => Escape(Encoding.UTF8.GetString(record.GetText(position))),
    };

    /// <summary>Letters that XML 1.0 cannot have are replaced.</summary>
    private static string Escape(string text)
    {
        var isPlain = text.AsSpan().IndexOfAny("<>&\r") < 0 && text.All(letter => letter is '\t' or '\n' or (>= ' ' and < '\uFFFE'));
        if (isPlain)
            return text;

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '\r' => "&#13;",
                '\t' or '\n' => letter.ToString(),
                < ' ' or >= '\uFFFE' => "\uFFFD",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }
}
