using Dapper;
using LongAn.OpenData.Catalog;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Publishing;

/// <summary>The history of the pointer: which version of a dataset was served from when on. Rows are only ever added.</summary>
internal static class ServingLog
{
    private static readonly TimeSpan LeastBetween = TimeSpan.FromMilliseconds(1);

    /// <summary>Adds a row where this version is not the one served last; a clock that was set back makes no row older than the one before it.</summary>
    public static void Append(SqliteConnection connection, SqliteTransaction transaction, string dataset, int number, DateTimeOffset at, VersionOrigin by)
    {
        var last = connection.QueryFirstOrDefault<LastRow>("SELECT number, at FROM servings WHERE dataset = @dataset ORDER BY id DESC LIMIT 1", new { dataset }, transaction);
        if (last?.Number == number)
            return;

        var least = last is null ? at : CatalogFile.ToInstant(last.At) + LeastBetween;
        connection.Execute(
            "INSERT INTO servings (dataset, number, at, channel, publisher, actor, reason) VALUES (@dataset, @number, @at, @channel, @publisher, @actor, @reason)",
            new { dataset, number, at = CatalogFile.ToText(at < least ? least : at), channel = VersionLedger.Word(by.Channel), publisher = by.Publisher, actor = by.Actor, reason = by.Reason }, transaction);
    }

    /// <returns>By dataset, oldest first.</returns>
    public static ILookup<string, VersionServing> Read(SqliteConnection connection)
    {
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        return connection.Query<ServingRow>("SELECT id, dataset, number, at, channel, publisher, actor, reason FROM servings ORDER BY id")
            .Select(row => (row.Dataset, Serving: ToServing(row, before))).ToLookup(pair => pair.Dataset, pair => pair.Serving, StringComparer.Ordinal);
    }

    private static VersionServing ToServing(ServingRow row, Dictionary<string, int> before)
    {
        var by = new VersionOrigin(Enum.Parse<PublishChannel>(row.Channel, ignoreCase: true)) { Publisher = row.Publisher, Actor = row.Actor, Reason = row.Reason };
        var serving = new VersionServing(row.Id, (int)row.Number, CatalogFile.ToInstant(row.At), before.TryGetValue(row.Dataset, out var last) ? last : null, by);
        before[row.Dataset] = serving.Number;
        return serving;
    }

    private sealed record LastRow(long Number, string At);

    private sealed record ServingRow(long Id, string Dataset, long Number, string At, string Channel, string? Publisher, string? Actor, string? Reason);
}
