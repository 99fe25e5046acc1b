namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>How many readers work at a moment.</summary>
/// <param name="Pages">For pages, counts and single records.</param>
/// <param name="Groups">For facets and aggregates.</param>
public readonly record struct ReadersInUse(int Pages, int Exports, int Groups);
