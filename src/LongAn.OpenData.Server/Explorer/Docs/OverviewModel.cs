using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Explorer.Docs;

/// <summary>The first requests: each with what the catalog has to show it by; null where it has nothing.</summary>
public sealed record OverviewModel(Dataset? Dataset, DocsExample? Filtered, DocsExample? Grouped);
