using System.Globalization;

namespace LongAn.OpenData.Query;

/// <summary>
/// A search in its own order: the records that match with the tones that were typed, then those that match without, each in key order.
/// Both are streams of the full-text index in row order, so a page costs the same however many records match: nothing is scored.
/// </summary>
internal static class RankedSql
{
    /// <param name="from">Where to go on, or back, from; null for the beginning.</param>
    /// <param name="each">The limit of each stream.</param>
    /// <param name="all">The limit, and what is passed over, of both together.</param>
    public static SqlStatement Select(RecordsPlan plan, TextQuery query, AccessPath? path, PageCursor? from, string each, string all)
    {
        var parameters = new List<object?>();
        var sql = new FilterSql(parameters, RecordsSql.Qualifier, path, plan.Expanded);
        var columns = string.Concat(plan.Columns.Select(column => sql.Write(column.Source) + ", "));
        var others = new Filter.AllOf([.. plan.Filter.Parts.Where(part => part is not Filter.Words words || words.Query != query)]);
        var where = others.Parts.Count == 0 ? "" : $" AND {sql.Write(others)}";
        var isBackward = from is { IsBackward: true };
        var streams = Streams(query, path ?? AccessPath.Plain, from).Select(stream =>
        {
            var match = sql.Parameter(stream.Match);
            var behind = stream.BehindRow is { } row ? $" AND {TextQuery.Table}.rowid {(isBackward ? '<' : '>')} {sql.Parameter(row)}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"""
                SELECT * FROM (SELECT {columns}{stream.Rank}, {sql.Row}
                 FROM {TextQuery.Table} CROSS JOIN {RecordsSql.Table} ON {sql.Row} = {TextQuery.Table}.rowid{ReferenceSql.Joins(plan.Expanded)}
                 WHERE {TextQuery.Table} MATCH {match}{behind}{where} ORDER BY {TextQuery.Table}.rowid{(isBackward ? " DESC" : "")}{each})
                """);
        });
        return new SqlStatement(string.Join("\nUNION ALL\n", streams) + all, parameters);
    }

    /// <summary>The stream that the position is in, from there on, then the other one if it comes later.</summary>
    private static IEnumerable<(string Match, int Rank, long? BehindRow)> Streams(TextQuery query, AccessPath path, PageCursor? from)
    {
        (string Match, int Rank)[] order = [(query.MatchToned(path.Prefixes), 0), (query.MatchOnlyFolded(path.Prefixes), 1)];
        var at = from is { Values: [1L] } ? 1 : 0;
        yield return (order[at].Match, order[at].Rank, from?.Row);
        if (order[0].Match == query.MatchFolded(path.Prefixes))
            yield break; // nothing in it has tones: all that match do so exactly
        if (at == 0 != from is { IsBackward: true })
            yield return (order[1 - at].Match, order[1 - at].Rank, null);
    }
}
