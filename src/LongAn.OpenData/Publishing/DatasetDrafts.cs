using Dapper;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Publishing;

/// <summary>What publishers have said of datasets whose content is still to come: a new one's, or the next content's, where its fields change.</summary>
public sealed class DatasetDrafts(CatalogFile file, TimeProvider clock)
{
    public void Put(DatasetDescriptor descriptor)
    {
        using var connection = file.Open();
        connection.Execute(
            "INSERT OR REPLACE INTO drafts (dataset, publisher, descriptor, created) VALUES (@Id, @publisher, @Json, @created)",
            new { descriptor.Id, publisher = descriptor.Description.Publisher.Id, descriptor.Json, created = CatalogFile.ToText(clock.GetUtcNow()) });
    }

    /// <returns>Null where there is none.</returns>
    public DatasetDescriptor? Find(string dataset)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<string>("SELECT descriptor FROM drafts WHERE dataset = @dataset", new { dataset }) is { } json
            && DataPackageReader.Read(json, folder: null, []) is [var descriptor] ? descriptor : null;
    }

    public void Remove(string dataset)
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM drafts WHERE dataset = @dataset", new { dataset });
    }
}
