using System.Collections.Concurrent;
using System.Collections.Frozen;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Finds out how the words of a search are best looked for. What its prefixes stand for is held, of at most <see cref="MostCovers"/>
/// prefixes (a few KB each); versions never change, so nothing held is ever wrong.
/// </summary>
internal sealed class SqliteSearch
{
    private const int MostCovers = 1_000;
    private readonly WordRowsCache rows = new();
    private readonly ConcurrentDictionary<(string Path, string Prefix), IReadOnlyList<PrefixPart>> covers = new();

    /// <summary>Where the records are best looked for by bits, the reader has them then.</summary>
    /// <exception cref="TimeoutException">Ran past the reader's deadline.</exception>
    public AccessPath Find(RecordsPlan plan, SqliteReader reader)
    {
        if (plan.Filter.Parts.OfType<Filter.Words>().FirstOrDefault() is not { Query: var query })
            return AccessPath.Plain;

        var path = new AccessPath { Prefixes = Covers(query, reader) };
        if (RecordsSql.CountHits(plan, path) is not { } count || reader.Count(count) <= AccessPath.CommonHits)
            return path;
        if (plan.Filter.Parts.Count == 1 && ComesInOrder(plan) && !query.Prefixes.Any())
            return path with { Words = WordsBy.Record }; // but a prefix would be gathered anew for each record

        reader.Words = RowsOf(plan, reader);
        return path with { Words = WordsBy.Bits };
    }

    /// <summary>The records that have what the plan's search is to find, or what it is to leave out.</summary>
    public WordRows RowsOf(RecordsPlan plan, SqliteReader reader) =>
        rows.Find(reader, plan.Filter.Parts.OfType<Filter.Words>().First().Query.MatchAny(), plan.Version.RecordCount);

    /// <summary>A page of records that need no sorting, so that few are looked at before it is full.</summary>
    private static bool ComesInOrder(RecordsPlan plan) =>
        plan is { IsDistinct: false, Limit: not null }
        && (plan.Sort.Count == 0 || (plan.Sort[0].By is Expression.Property { Field: var field } && plan.Version.Schema.IndexedFields().Contains(field)));

    private IReadOnlyDictionary<string, IReadOnlyList<PrefixPart>> Covers(TextQuery query, SqliteReader reader) =>
        reader.HasWordList ? query.Prefixes.Where(WordList.Has).ToDictionary(prefix => prefix, prefix => Cover(prefix, reader), StringComparer.Ordinal) : FrozenDictionary<string, IReadOnlyList<PrefixPart>>.Empty;

    private IReadOnlyList<PrefixPart> Cover(string prefix, SqliteReader reader)
    {
        if (covers.TryGetValue((reader.Path, prefix), out var known))
            return known;

        var cover = PrefixCover.Of(prefix, reader.Ask(WordList.BeginningWith(prefix), row => new IndexedWord(row.GetString(0), row.GetInteger(1))));
        if (covers.Count >= MostCovers)
            covers.Clear(); // what is asked for is soon there again
        covers[(reader.Path, prefix)] = cover;
        return cover;
    }
}
