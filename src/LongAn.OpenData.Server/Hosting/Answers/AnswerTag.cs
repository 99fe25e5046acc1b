using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>The validator of an answer: known from what was asked alone, before the database is.</summary>
internal static class AnswerTag
{
    /// <param name="parts">All that the answer follows from; among it its own address, where it has links in it.</param>
    public static string Of(params ReadOnlySpan<string> parts) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes(string.Join('\n', parts).AsSpan())).ToString("x32", CultureInfo.InvariantCulture);
}
