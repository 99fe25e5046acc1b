using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.Records;

/// <summary>The validator of an answer made of records: known from the plan alone, before the database is asked.</summary>
internal static class PageTag
{
    /// <param name="address">The answer's own address, where it has links in it.</param>
    public static string Of(RecordsPlan plan, string format, string address) => AnswerTag.Of(plan.AnswerDigest, format, address);
}
