using System.Text.Json;
using Dapper;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Publishing.Harvests;

/// <summary>The datasets that are brought in from elsewhere, in the catalog's file.</summary>
public sealed class HarvestBook(CatalogFile file)
{
    /// <summary>By dataset.</summary>
    public IReadOnlyList<HarvestSource> Read()
    {
        using var connection = file.Open();
        return [.. connection.Query<Row>("SELECT dataset, address, every_seconds AS EverySeconds, mark, tried, outcome FROM harvests ORDER BY dataset").Select(row => new HarvestSource(
            row.Dataset, new Uri(row.Address), row.EverySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null)
        {
            Mark = row.Mark is { } mark ? JsonSerializer.Deserialize<HarvestMark>(mark, PortalJson.Compact) : null,
            Tried = row.Tried is { } tried ? CatalogFile.ToInstant(tried) : null,
            Outcome = row.Outcome,
        })];
    }

    public HarvestSource? Find(string dataset) => Read().FirstOrDefault(source => source.Dataset == dataset);

    /// <summary>Puts a source on record, or changes where it is and how often it is looked at; another address is read anew.</summary>
    public void Put(HarvestSource source)
    {
        using var connection = file.Open();
        connection.Execute("""
            INSERT INTO harvests (dataset, address, every_seconds) VALUES (@Dataset, @address, @every)
            ON CONFLICT (dataset) DO UPDATE SET every_seconds = @every, mark = CASE WHEN address = @address THEN mark END, address = @address
            """, new { source.Dataset, address = source.Address.AbsoluteUri, every = (long?)source.Every?.TotalSeconds });
    }

    /// <returns>False where there was none.</returns>
    public bool Remove(string dataset)
    {
        using var connection = file.Open();
        return connection.Execute("DELETE FROM harvests WHERE dataset = @dataset", new { dataset }) > 0;
    }

    /// <summary>Says what came of a look.</summary>
    /// <param name="mark">Null where nothing new was taken: then the last one stays.</param>
    public void Report(string dataset, HarvestMark? mark, string outcome, DateTimeOffset now)
    {
        using var connection = file.Open();
        connection.Execute(
            "UPDATE harvests SET mark = COALESCE(@mark, mark), tried = @tried, outcome = @outcome WHERE dataset = @dataset",
            new { dataset, mark = mark is null ? null : JsonSerializer.Serialize(mark, PortalJson.Compact), tried = CatalogFile.ToText(now), outcome });
    }

    private sealed record Row(string Dataset, string Address, long? EverySeconds, string? Mark, string? Tried, string? Outcome);
}
