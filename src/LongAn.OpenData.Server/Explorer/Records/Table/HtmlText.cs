using System.Buffers;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace LongAn.OpenData.Server.Explorer.Records.Table;

/// <summary>
/// Markup being written: what is text is encoded, what is markup is the program's own. A table of 50 records of 15 fields is a thousand elements,
/// which as render frames took longer than reading and writing the records.
/// </summary>
/// <param name="capacity">About how many letters it will be.</param>
internal sealed class HtmlText(HtmlEncoder encoder, int capacity)
{
    private readonly ArrayBufferWriter<char> written = new(capacity);

    public int Length => written.WrittenCount;

    public MarkupString Markup => new(written.WrittenSpan.ToString());

    /// <summary>What is written so far; what comes is written anew.</summary>
    public MarkupString Take()
    {
        var part = Markup;
        written.ResetWrittenCount();
        return part;
    }

    /// <param name="markup">Never from a request or a record.</param>
    public HtmlText Raw(ReadOnlySpan<char> markup)
    {
        written.Write(markup);
        return this;
    }

    public HtmlText Text(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var room = written.GetSpan(Math.Max(256, text.Length + 32));
            encoder.Encode(text, room, out var consumed, out var length);
            written.Advance(length);
            text = text[consumed..];
        }

        return this;
    }

    /// <summary>An attribute with a blank before it.</summary>
    public HtmlText Attribute(string name, ReadOnlySpan<char> value) => Raw(" ").Raw(name).Raw("=\"").Text(value).Raw("\"");
}
