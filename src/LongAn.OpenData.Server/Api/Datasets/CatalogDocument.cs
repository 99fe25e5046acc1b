using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Datasets;

/// <summary>A page of the catalog.</summary>
internal sealed record CatalogDocument(IReadOnlyList<DatasetDocument> Data, CatalogPage Page, CatalogFacets Facets, CatalogLinks Links);

/// <param name="Count">Datasets in this page.</param>
/// <param name="Total">Datasets that match.</param>
/// <param name="NextCursor">The value of <c>cursor</c> for the next page; null on the last.</param>
internal sealed record CatalogPage(int Limit, int Count, int Total, string? NextCursor);

internal sealed record CatalogLinks(string Self, string? Next);
