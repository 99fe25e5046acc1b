using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using Microsoft.AspNetCore.Components;

namespace LongAn.OpenData.Server.Explorer.Records.One;

/// <summary>One record, and what is joined to it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Key">The primary key's values, in order.</param>
/// <param name="Foreign">The records that its foreign keys point to.</param>
/// <param name="Pointing">The datasets with records that point to it.</param>
/// <param name="History">The versions in which it changed.</param>
/// <param name="Successors">What became of it, where a dataset says so.</param>
/// <param name="Predecessors">What it came of, where a dataset says so.</param>
/// <param name="Api">The record in the API.</param>
/// <param name="Map">The map around it; null where it has no place.</param>
public sealed record RecordModel(
    Dataset Dataset,
    DatasetVersion Version,
    string Title,
    IReadOnlyList<string> Key,
    IReadOnlyList<RecordValue> Values,
    IReadOnlyList<ForeignRecord> Foreign,
    IReadOnlyList<PointingRecords> Pointing,
    IReadOnlyList<RecordChange> History,
    IReadOnlyList<CodeChange> Successors,
    IReadOnlyList<CodeChange> Predecessors,
    string Api,
    string? Map);

/// <summary>A record that there is not, and where it may be looked for.</summary>
/// <param name="History">Versions that had it; none where none did.</param>
public sealed record MissingRecordModel(Dataset Dataset, DatasetVersion Version, string Key, IReadOnlyList<Problem> Problems, IReadOnlyList<RecordChange> History, IReadOnlyList<CodeChange> Successors);

/// <param name="IsLong">It needs room of its own.</param>
public sealed record RecordValue(Field Field, string Title, string? Unit, MarkupString Value, bool IsLong);

/// <param name="By">The title of the field that points.</param>
/// <param name="Address">The record's page.</param>
/// <param name="Values">The first fields of it that have a value, but for its key and name.</param>
public sealed record ForeignRecord(string By, string Dataset, string Title, string Address, IReadOnlyList<RecordValue> Values);

/// <param name="Address">The table of these records alone.</param>
public sealed record PointingRecords(string Dataset, string By, long Count, string Address);

/// <param name="Address">The record as it was in this version; null where it is gone.</param>
/// <param name="Fields">What an update changed.</param>
public sealed record RecordChange(int Version, DateTimeOffset At, string Operation, string? Address, IReadOnlyList<FieldChange> Fields);

public sealed record FieldChange(string Title, string Old, string New);
