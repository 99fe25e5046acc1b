using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>What the page of a dataset's chart shows.</summary>
/// <param name="Chart">Null where something is wrong, or there is nothing to draw.</param>
public sealed record ChartPageModel(Dataset Dataset, DatasetVersion Version, ChartChoices Choices, ChartQuestion? Question, Chart? Chart, IReadOnlyList<Problem> Problems);
