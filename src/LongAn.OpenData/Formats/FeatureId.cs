using System.Buffers;
using System.Buffers.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Formats;

/// <summary>A part of a key of several fields, percent-encoded as RFC 3986 asks, so that a comma inside a value is its own.</summary>
internal static class FeatureId
{
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    public static void Append(IBufferWriter<byte> id, RecordSet record, int position, ValueKind kind)
    {
        Span<byte> number = stackalloc byte[32];
        switch (kind)
        {
            case ValueKind.Integer:
                Utf8Formatter.TryFormat(record.GetInteger(position), number, out var digits);
                id.Write(number[..digits]);
                return;
            case ValueKind.Boolean:
                id.Write(record.GetInteger(position) != 0 ? "true"u8 : "false"u8);
                return;
            case ValueKind.Real:
                Utf8Formatter.TryFormat(record.GetReal(position), number, out var length);
                AppendEncoded(id, number[..length]);
                return;
            default:
                AppendEncoded(id, record.GetText(position));
                return;
        }
    }

    private static void AppendEncoded(IBufferWriter<byte> id, ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAnyExcept(Unreserved) is >= 0 and var at)
        {
            id.Write(text[..at]);
            var escape = id.GetSpan(3);
            escape[0] = (byte)'%';
            Utf8Formatter.TryFormat(text[at], escape[1..], out _, new StandardFormat('X', 2));
            id.Advance(3);
            text = text[(at + 1)..];
        }

        id.Write(text);
    }
}
