using System.Text;
using LongAn.OpenData.Server.Hosting.Answers;

namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>
/// Writes a page as UTF-8 into borrowed memory. A page as one string, and then as one array of bytes, are two objects so large that the collector
/// goes through all of the memory every few pages: that took half of the time.
/// </summary>
internal sealed class PageWriter(PooledBuffer page) : TextWriter
{
    /// <summary>Most bytes that UTF-8 has for a UTF-16 code unit.</summary>
    private const int MostBytes = 3;

    private readonly Encoder encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    /// <summary>The halves of a letter may come one by one.</summary>
    public override void Write(ReadOnlySpan<char> buffer) => page.Advance(encoder.GetBytes(buffer, page.GetSpan((buffer.Length + 1) * MostBytes), flush: false));
}
