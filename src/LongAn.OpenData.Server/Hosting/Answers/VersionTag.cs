using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>
/// The validator of a dataset's content as a whole, <c>"v3"</c>: easily written by hand, and the same for every format that the version is had in.
/// </summary>
internal static class VersionTag
{
    public static string Of(DatasetVersion version) => $"\"v{version.Number}\"";
}

/// <summary>What a write says of the version it replaces, so that nobody replaces what he has not seen (RFC 9110, section 13).</summary>
internal sealed record VersionConditions(StringValues IfMatch, StringValues IfNoneMatch)
{
    private const string Match = "If-Match";
    private const string NoneMatch = "If-None-Match";

    public static VersionConditions Of(HttpRequest request) => new(request.Headers.IfMatch, request.Headers.IfNoneMatch);

    /// <param name="current">What is served now; null where there is nothing yet.</param>
    /// <param name="isRequired">What there is may be replaced only by who names it.</param>
    /// <returns>Null where the conditions hold.</returns>
    public Problem? Check(string dataset, DatasetVersion? current, bool isRequired)
    {
        if (IfNoneMatch.Count > 0)
            return CheckNone(dataset, current);
        if (IfMatch.Count == 0)
        {
            return current is null || !isRequired
                ? null
                : new Problem(ProblemCode.PreconditionRequired, $"Hãy nêu phiên bản được thay: If-Match: {VersionTag.Of(current)}.", $"Name the version to replace: If-Match: {VersionTag.Of(current)}.") { Parameter = Match, Suggestion = VersionTag.Of(current) };
        }

        if (IfMatch.ToString() == "*" && current is not null)
            return null;

        var example = current is null ? "\"v1\"" : VersionTag.Of(current);
        if (!EntityTagHeaderValue.TryParseStrictList([.. IfMatch.OfType<string>()], out var tags))
            return new Problem(ProblemCode.InvalidValue, $"If-Match phải là thẻ trong ngoặc kép, như {example}.", $"If-Match must be a tag in quotes, such as {example}.") { Parameter = Match, Suggestion = example };
        if (current is null)
            return new Problem(ProblemCode.PreconditionFailed, $"{dataset} chưa có phiên bản nào: hãy bỏ If-Match, hoặc gửi If-None-Match: *.", $"{dataset} has no version yet: leave If-Match out, or send If-None-Match: *.") { Parameter = Match };

        var own = new EntityTagHeaderValue(example);
        return tags.Any(tag => tag.Compare(own, useStrongComparison: true))
            ? null
            : new Problem(ProblemCode.PreconditionFailed, $"{dataset} nay là {example}, không phải {IfMatch}.", $"{dataset} is {example} now, not {IfMatch}.") { Parameter = Match, Suggestion = example };
    }

    private Problem? CheckNone(string dataset, DatasetVersion? current)
    {
        if (IfNoneMatch.ToString() != "*" || IfMatch.Count > 0)
            return new Problem(ProblemCode.InvalidValue, "If-None-Match chỉ nhận *, không dùng cùng If-Match.", "If-None-Match takes only *, and not beside If-Match.") { Parameter = NoneMatch };

        return current is null ? null : new Problem(ProblemCode.PreconditionFailed, $"{dataset} đã có, phiên bản {current.Number}.", $"{dataset} is there already, at version {current.Number}.") { Parameter = NoneMatch };
    }
}
