using LongAn.OpenData.Query;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Finds out which conditions on places are worth asking the index of places for.</summary>
internal static class SqlitePlaces
{
    /// <summary>The path, with the conditions that few enough places meet. Two conditions that ask the same are still two.</summary>
    /// <param name="tooMany">With more places than this the records are better held against the condition as they come.</param>
    public static AccessPath Add(AccessPath path, Filter filter, long tooMany, SqliteReader reader)
    {
        if (!reader.HasPlaces)
            return path;

        Filter[] few = [.. RecordsSql.Places(filter).Where(place => reader.Count(RecordsSql.CountPlaces(place, tooMany)) <= tooMany)];
        return few.Length == 0 ? path : path with { Indexed = new HashSet<Filter>(few, ReferenceEqualityComparer.Instance) };
    }
}
