using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Explorer.Charts;
using LongAn.OpenData.Server.Explorer.Records.Filters;
using LongAn.OpenData.Server.Explorer.Usage;
using Microsoft.AspNetCore.Components;

namespace LongAn.OpenData.Server.Explorer.Records;

/// <summary>A dataset and the records of it that are asked for.</summary>
/// <param name="Problems">What is wrong with the question; then there are no records.</param>
/// <param name="Total">How many records match; null where that was not to be counted.</param>
/// <param name="Table">The records, as the rows of a table, in parts.</param>
/// <param name="Shown">How many of them are on this page.</param>
/// <param name="Previous">The cursor of the page before; null where there is none.</param>
/// <param name="Next">The cursor of the page behind; null where there is none.</param>
/// <param name="Columns">Every field, shown or not; those shown first, in their order.</param>
/// <param name="Downloads">These records as files.</param>
/// <param name="Api">These records in the API.</param>
/// <param name="Glance">What all of its records come to, in a small picture; null where some are asked for, or nothing can be drawn.</param>
/// <param name="Usage">How the dataset was used of late.</param>
/// <param name="Described">The dataset as search engines read it; null where the page is of some records only.</param>
public sealed record RecordsModel(
    Dataset Dataset,
    DatasetVersion Version,
    DateOnly Today,
    IReadOnlyList<ProblemMend> Problems,
    long? Total,
    IReadOnlyList<MarkupString> Table,
    int Shown,
    string? Previous,
    string? Next,
    IReadOnlyList<FilterControl> Filters,
    IReadOnlyList<FilterChip> Chips,
    IReadOnlyList<ColumnChoice> Columns,
    IReadOnlyList<Download> Downloads,
    string Api,
    IReadOnlyList<RelatedDataset> Related,
    JsonObject? Described,
    ChartGlance? Glance,
    UsageModel Usage)
{
    public bool IsWrong => Problems.Count > 0;

    /// <summary>All records of the version, in their own order.</summary>
    public bool IsWhole => Chips.Count == 0 && !IsWrong;
}

/// <param name="Mended">The page without the mistake; null where it could not be made.</param>
public sealed record ProblemMend(Problem Problem, string? Mended);

public sealed record ColumnChoice(string Name, string Title, bool IsShown);

/// <param name="IsCommon">What most people open files with.</param>
public sealed record Download(string Name, string Title, string Address, bool IsCommon);

/// <summary>A dataset whose records this one's point to, or that point to this one's.</summary>
/// <param name="Fields">The titles of the fields that point.</param>
public sealed record RelatedDataset(Dataset Dataset, bool IsPointedTo, IReadOnlyList<Field> Fields);
