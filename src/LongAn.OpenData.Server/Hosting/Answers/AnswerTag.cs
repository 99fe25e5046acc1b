using System.Security.Cryptography;
using System.Text;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>The validator of an answer: known from what was asked alone, before the database is.</summary>
internal static class AnswerTag
{
    /// <param name="parts">All that the answer follows from; among it its own address, where it has links in it.</param>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)), digest);
        return Convert.ToHexStringLower(digest[..16]);
    }
}
