using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Explorer.Home;

/// <summary>What the first page shows.</summary>
public sealed record HomeModel(IReadOnlyList<Dataset> Datasets, DateOnly Today);
