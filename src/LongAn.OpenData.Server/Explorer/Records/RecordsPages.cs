using System.Text.Encodings.Web;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Charts;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Explorer.Records.Filters;
using LongAn.OpenData.Server.Explorer.Records.Table;
using LongAn.OpenData.Server.Explorer.Usage;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Records;

/// <summary>Asks the engine what a dataset's page shows.</summary>
internal sealed class RecordsPages(DatasetCatalog catalog, SqliteRecordStore store, PortalLinks links, PageContext page, HtmlEncoder encoder, UsageFigures usage, TimeProvider clock)
{
    private static readonly RecordFormat[] Offered = [RecordFormat.Csv, RecordFormat.Xlsx, RecordFormat.Json, RecordFormat.GeoJson];

    public async ValueTask<RecordsModel> MakeAsync(RecordsQuestion question, CancellationToken cancel)
    {
        var (dataset, version, labels) = (question.Dataset, question.Version, new CodeLabels(store));
        var isCurrent = version.Number == dataset.Current.Number;
        var controls = new FilterControls(page, question.Facets, labels, store);
        var filters = await controls.ReadAsync(cancel);
        var table = question.Plan is { } plan
            ? await RecordsTable.ReadAsync(plan, isCurrent, page.Query[RecordsParameter.Search.Name], labels, store, cancel)
            : RecordsTable.Empty(version);
        var total = question.Plan is null ? null : await CountAsync(question.Plan, controls, cancel);
        var mended = new MendedAddress(page, dataset);
        return new RecordsModel(
            dataset,
            version,
            PortalDay.Of(clock),
            [.. question.Problems.Select(problem => new ProblemMend(problem, mended.Of(problem, question.Problems)))],
            total,
            TableMarkup.Write(page, encoder, table, Caption(dataset, total)),
            table.Rows.Count,
            table.Previous,
            table.Next,
            filters,
            FilterChip.Of(page, version, filters),
            Columns(version, table),
            Downloads(version, isCurrent),
            ApiOf(question, isCurrent),
            RelatedDatasets.Of(version, catalog),
            page.Query.Keys.All(name => name == RecordsParameter.Language.Name) ? new SchemaOrgDataset(links, page.Language).Of(dataset) : null,
            question.Plan is not null && IsBeginning ? await ChartGlance.ReadAsync(dataset, version, store, cancel) : null,
            usage.Of(dataset.Id));
    }

    /// <summary>The dataset as it is first seen: whoever sorts, filters or walks is with the table already.</summary>
    private bool IsBeginning => page.Query.Keys.All(name => name == RecordsParameter.Language.Name || name == RecordsParameter.Version.Name || name == RecordsParameter.AsOf.Name);

    private async ValueTask<long?> CountAsync(RecordsPlan plan, FilterControls controls, CancellationToken cancel)
    {
        if (!plan.IsDistinct && controls.Total is { } counted)
            return counted;

        return await store.CountAsync(plan, cancel);
    }

    private string Caption(Dataset dataset, long? total) =>
        total is { } all ? page.T($"{dataset.Description.Title.Vi}: {page.Number(all)} bản ghi", $"{page.T(dataset.Description.Title)}: {page.Number(all)} records") : page.T(dataset.Description.Title);

    private IReadOnlyList<ColumnChoice> Columns(DatasetVersion version, RecordsTable table)
    {
        Field[] shown = [.. table.Columns.Select(column => column.Field).Where(field => field.Within is null)];
        return [.. shown.Select(field => (Field: field, IsShown: true)).Concat(version.Schema.Fields.Where(field => shown.All(other => other.Name != field.Name)).Select(field => (Field: field, IsShown: false)))
            .Select(row => new ColumnChoice(row.Field.Name, page.T(row.Field.Title) is { Length: > 0 } title ? title : row.Field.Name, row.IsShown))];
    }

    /// <summary>Those that people ask for; the rest is on a page of its own.</summary>
    private IReadOnlyList<Download> Downloads(DatasetVersion version, bool isCurrent)
    {
        var exports = links.Exports(version).ToDictionary(export => export.Format, export => export.Address);
        return [.. Offered.Where(exports.ContainsKey).Select(format => new Download(format.Name.ToUpperInvariant(), page.T(format.Title), Pinned(exports[format], version, isCurrent), format == RecordFormat.Csv || format == RecordFormat.Xlsx))];
    }

    /// <summary>The same question in the API, in pages of the same size.</summary>
    private string ApiOf(RecordsQuestion question, bool isCurrent)
    {
        var query = page.QueryWith(("cursor", null), ("offset", null), ("lang", null), ("limit", page.Query.ContainsKey("limit") ? page.Query["limit"].ToString() : question.Plan?.Limit?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return Pinned(links.Dataset(question.Dataset.Id) + "/records" + query, question.Version, isCurrent);
    }

    /// <summary>A walk that began before a publish stays with its version.</summary>
    private string Pinned(string address, DatasetVersion version, bool isCurrent) =>
        isCurrent || page.Query.ContainsKey(RecordsParameter.Version.Name) || page.Query.ContainsKey(RecordsParameter.AsOf.Name)
            ? address
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}version={version.Number}");
}
