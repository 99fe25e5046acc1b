using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Explorer.Map;

/// <summary>What the page of a dataset's map shows.</summary>
public sealed record MapPageModel(Dataset Dataset, DatasetVersion Version)
{
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>The records beside the map; null where something is wrong.</summary>
    public MapList? List { get; init; }

    /// <summary>How many records match, with or without a place.</summary>
    public long Total { get; init; }

    /// <summary>Some records of the version have no place.</summary>
    public bool HasUnplaced { get; init; }

    /// <summary>Null where it is not known before records are read.</summary>
    public MapBox? Box { get; init; }

    /// <summary>Names to find one's way by.</summary>
    public IReadOnlyList<MapRecord> Names { get; init; } = [];

    /// <summary>The fields that the script asks for, in the reader's language: what a record is called.</summary>
    public string? LabelField { get; init; }

    /// <summary>The English name of it, where there is one.</summary>
    public string? LabelFieldEn { get; init; }

    /// <summary>The tiles of a base map and whom they are by; null where there is none.</summary>
    public (string Url, string Credit)? Tiles { get; init; }
}
