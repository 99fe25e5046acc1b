using System.Globalization;
using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Query.Aggregates;

/// <summary>A checked question for a page of groups.</summary>
public sealed record AggregatePlan(GroupsPlan Groups)
{
    /// <summary>In groups.</summary>
    public required int Limit { get; init; }

    /// <summary>Where the page begins: groups never change within a version and their order is total, so a place in it is a number.</summary>
    public PageCursor? After { get; init; }

    public int Start => (int)(After?.Row ?? 0);

    public Grouping Grouping => Groups.Groupings[0];

    /// <summary>What must be the same for an answer to be the same, but for its format.</summary>
    public string AnswerDigest => string.Create(CultureInfo.InvariantCulture, $"{Groups.Digest}-{Start}-{Limit}");

    /// <returns>The cursor of the page after this one; null where this is the last.</returns>
    public string? Next(GroupTable table) => Start + Limit < table.Rows.Count ? At(Start + Limit) : null;

    /// <returns>The cursor of the page before this one; null where this is the first.</returns>
    public string? Previous() => Start > 0 ? At(Math.Max(0, Start - Limit)) : null;

    private string At(int start) => new PageCursor(Groups.Version.Number, Groups.Digest, [], start).ToString();
}
