using System.Globalization;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Explorer.Docs.Topics;

/// <summary>The page that is written from <see cref="ProblemCode"/>.</summary>
internal static class ProblemsTopic
{
    public static IReadOnlyList<DocsSection> Write(DocsSource source) =>
    [
        .. ProblemCode.All.GroupBy(row => row.Status).OrderBy(group => group.Key).Select(group => new DocsSection(
            new(string.Create(CultureInfo.InvariantCulture, $"HTTP {group.Key}")), null, new("Mã", "Code"), null,
            [.. group.Select(row => new DocsRow(row.Name, row.Name, row.Title) { Link = "/problems/" + row.Name })])),
    ];
}
