using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Catalog;

/// <summary>What the page that finds datasets shows.</summary>
/// <param name="Found">How many datasets match.</param>
/// <param name="Marks">Marks in a text what it was found by.</param>
public sealed record CatalogModel(IReadOnlyList<Dataset> Page, int Found, string? NextCursor, IReadOnlyList<CatalogGroup> Groups, string Sort, WordMarks Marks, DateOnly Today)
{
    /// <summary>Words are looked for, so that some datasets meet them better than others.</summary>
    public bool IsSearch { get; init; }

    /// <summary>What was probably meant, where nothing was found.</summary>
    public string? Meant { get; init; }

    /// <summary>What is wrong with the question; then nothing is found.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}

/// <summary>One parameter to narrow the search by, with its values.</summary>
public sealed record CatalogGroup(string Parameter, LocalizedText Title, IReadOnlyList<CatalogFacet> Facets);
