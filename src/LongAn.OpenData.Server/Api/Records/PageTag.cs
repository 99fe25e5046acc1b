using System.Security.Cryptography;
using System.Text;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Api.Records;

/// <summary>The validator of an answer made of records: known from the plan alone, before the database is asked.</summary>
internal static class PageTag
{
    /// <param name="address">The answer's own address, where it has links in it.</param>
    public static string Of(RecordsPlan plan, string format, string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.AnswerDigest}\n{format}\n{address}")).AsSpan(0, 16));
}
