using System.Globalization;

namespace LongAn.OpenData.Query;

/// <summary>
/// A search in its own order: the records that match with the tones that were typed, then those that match without, each in key order.
/// Both are streams of the full-text index in row order, so a page costs the same however many records match: nothing is scored.
/// </summary>
internal static class RankedSql
{
    public static SqlStatement Select(RecordsPlan plan, TextQuery query, AccessPath? path, int extra)
    {
        var parameters = new List<object?>();
        var sql = new FilterSql(parameters, RecordsSql.Qualifier, path, plan.Expanded);
        var columns = string.Concat(plan.Columns.Select(column => sql.Write(column.Source) + ", "));
        var others = new Filter.AllOf([.. plan.Filter.Parts.Where(part => part is not Filter.Words words || words.Query != query)]);
        var where = others.Parts.Count == 0 ? "" : $" AND {sql.Write(others)}";
        var limit = RecordsSql.Limit(plan, extra);
        var streams = Streams(plan, query).Select(stream =>
        {
            var match = sql.Parameter(stream.Match);
            var after = stream.AfterRow is { } row ? $" AND {TextQuery.Table}.rowid > {sql.Parameter(row)}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"""
                SELECT * FROM (SELECT {columns}{stream.Rank}, {sql.Row}
                 FROM {TextQuery.Table} CROSS JOIN {RecordsSql.Table} ON {sql.Row} = {TextQuery.Table}.rowid{ReferenceSql.Joins(plan.Expanded)}
                 WHERE {TextQuery.Table} MATCH {match}{after}{where} ORDER BY {TextQuery.Table}.rowid{(plan.Offset > 0 ? "" : limit)})
                """);
        });
        return new SqlStatement(string.Join("\nUNION ALL\n", streams) + limit, parameters);
    }

    private static IEnumerable<(string Match, int Rank, long? AfterRow)> Streams(RecordsPlan plan, TextQuery query)
    {
        var isInSecond = plan.After is { Values: [1L] };
        if (!isInSecond)
            yield return (query.MatchToned(), 0, plan.After?.Row);
        yield return (query.MatchOnlyFolded(), 1, isInSecond ? plan.After!.Row : null);
    }
}
