using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Versions;

/// <summary>A dataset's versions, newest first.</summary>
public sealed record VersionsModel(Dataset Dataset);

/// <summary>One version: who published it, how it is cited, what changed in it.</summary>
/// <param name="Citation">In both languages.</param>
/// <param name="Changes">Null where there is nothing it could be compared with.</param>
public sealed record VersionModel(Dataset Dataset, DatasetVersion Version, LocalizedText Citation, string BibTex, ChangesModel? Changes);

/// <summary>A page of what changed.</summary>
/// <param name="Since">The version compared with.</param>
/// <param name="Next">The position that the page behind begins at; null where there is none.</param>
public sealed record ChangesModel(int Since, ChangeCounts Counts, IReadOnlyList<ChangedRecord> Records, long? Next);

/// <summary>What became of a record.</summary>
/// <param name="Key">The key as an address has it; null where records have none.</param>
public sealed record ChangedRecord(ChangeOf Kind, string? Key, IReadOnlyList<ChangedValue> Values);

/// <summary>What became of a record.</summary>
public enum ChangeOf
{
    Added,
    Changed,
    Removed,
}

/// <summary>A field of a changed record.</summary>
/// <param name="Old">Null where it had no value, or was not there.</param>
/// <param name="New">Null where it has no value, or is not there.</param>
public sealed record ChangedValue(Field Field, object? Old, object? New);
