using Dapper;
using LongAn.OpenData.Catalog;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Publishing;

/// <summary>The history of the pointer: which version of a dataset was served from when on. Rows are only ever added.</summary>
internal static class ServingLog
{
    private static readonly TimeSpan LeastBetween = TimeSpan.FromMilliseconds(1);

    /// <summary>Adds a row where this version is not the one served last; a clock that was set back makes no row older than the one before it.</summary>
    /// <param name="request">Names what asked for it; null where nobody may ask again.</param>
    public static void Append(SqliteConnection connection, SqliteTransaction transaction, string dataset, int number, DateTimeOffset at, VersionOrigin by, string? request)
    {
        var last = connection.QueryFirstOrDefault<LastRow>("SELECT number, at FROM servings WHERE dataset = @dataset ORDER BY id DESC LIMIT 1", new { dataset }, transaction);
        if (last?.Number == number)
            return;

        var least = last is null ? at : CatalogFile.ToInstant(last.At) + LeastBetween;
        connection.Execute(
            "INSERT INTO servings (dataset, number, at, channel, publisher, actor, reason, request) VALUES (@dataset, @number, @at, @channel, @publisher, @actor, @reason, @request)",
            new { dataset, number, at = CatalogFile.ToText(at < least ? least : at), channel = VersionLedger.Word(by.Channel), publisher = by.Publisher, actor = by.Actor, reason = by.Reason, request }, transaction);
    }

    /// <returns>By dataset, oldest first.</returns>
    public static ILookup<string, VersionServing> Read(SqliteConnection connection)
    {
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        return connection.Query<ServingRow>("SELECT id, dataset, number, at, channel, publisher, actor, reason FROM servings ORDER BY id")
            .Select(row => (row.Dataset, Serving: ToServing(row, before))).ToLookup(pair => pair.Dataset, pair => pair.Serving, StringComparer.Ordinal);
    }

    public static ServedRequest? Find(SqliteConnection connection, string request) => connection.QueryFirstOrDefault<RequestRow>("""
        SELECT dataset, number, at,
          (SELECT before.number FROM servings AS before WHERE before.dataset = servings.dataset AND before.id < servings.id ORDER BY before.id DESC LIMIT 1) AS Before,
          EXISTS (SELECT 1 FROM servings AS before WHERE before.dataset = servings.dataset AND before.number = servings.number AND before.id < servings.id) AS IsBack
        FROM servings WHERE request = @request
        """, new { request }) is { } row ? new ServedRequest(row.Dataset, (int)row.Number, CatalogFile.ToInstant(row.At), (int?)row.Before, row.IsBack == 0) : null;

    private static VersionServing ToServing(ServingRow row, Dictionary<string, int> before)
    {
        var by = new VersionOrigin(Enum.Parse<PublishChannel>(row.Channel, ignoreCase: true)) { Publisher = row.Publisher, Actor = row.Actor, Reason = row.Reason };
        var serving = new VersionServing(row.Id, (int)row.Number, CatalogFile.ToInstant(row.At), before.TryGetValue(row.Dataset, out var last) ? last : null, by);
        before[row.Dataset] = serving.Number;
        return serving;
    }

    private sealed record RequestRow(string Dataset, long Number, string At, long? Before, long IsBack);

    private sealed record LastRow(long Number, string At);

    private sealed record ServingRow(long Id, string Dataset, long Number, string At, string Channel, string? Publisher, string? Actor, string? Reason);
}

/// <summary>What a request had served, whether or not it was told so.</summary>
/// <param name="Before">The version that was served until then; null for a dataset's first.</param>
/// <param name="IsNew">It made the version; else one that was kept came back.</param>
public sealed record ServedRequest(string Dataset, int Number, DateTimeOffset At, int? Before, bool IsNew);
