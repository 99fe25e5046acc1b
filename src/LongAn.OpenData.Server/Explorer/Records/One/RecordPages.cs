using System.Globalization;
using System.Text.Encodings.Web;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Explorer.Records.Table;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Records.One;

/// <summary>Asks the engine what a record's page shows.</summary>
internal sealed class RecordPages(DatasetCatalog catalog, SqliteRecordStore store, SqliteCodeChanges changes, PortalLinks links, PageContext page, HtmlEncoder encoder)
{
    /// <summary>How far around a record its map shows, in metres.</summary>
    private const string Around = "2000";

    private const int MostLettersOfTitle = 120;

    /// <returns>The record's values; null where there is none.</returns>
    public async ValueTask<object?[]?> FindAsync(RecordsPlan plan, CancellationToken cancel)
    {
        using var rows = new RecordRows(plan.Columns, plan.Columns.Count, int.MaxValue);
        using var records = await store.OpenAsync(plan, extra: 0, cancel);
        if (!records.Read())
            return null;

        rows.Write(records);
        return rows.All[0];
    }

    public async ValueTask<RecordModel> MakeAsync(Dataset dataset, RecordsPlan plan, IReadOnlyList<string> key, object?[] row, CancellationToken cancel)
    {
        var (version, labels) = (plan.Version, new CodeLabels(store));
        var columns = new List<TableColumn>();
        foreach (var (column, value) in plan.Columns.Zip(row))
        {
            var made = TableColumn.Of(column, version);
            columns.Add(made.Source is null || value is null ? made : made with { Labels = await labels.ReadAsync(made.Source, [value], cancel) });
        }

        var joins = new RecordJoins(catalog, store, page, encoder);
        var code = key is [var only] ? only : null;
        return new RecordModel(
            dataset,
            version,
            TitleOf(version.Schema, key, columns, row),
            key,
            [.. columns.Zip(row, (column, value) => ValueOf(column, value))],
            await joins.ForeignAsync(version, name => Found(columns, row, name), cancel),
            await joins.PointingAsync(dataset.Id, name => Found(columns, row, name), cancel),
            [.. (await RecordHistory.ReadAsync(dataset, key, store, cancel)).Select(change => ChangeOf(dataset, key, change))],
            code is null ? [] : await changes.FindAsync(dataset.Id, code, forward: true, cancel),
            code is null ? [] : await changes.FindAsync(dataset.Id, code, forward: false, cancel),
            $"{links.Dataset(dataset.Id)}/records/{RecordKey.Write(key)}{page.QueryWith(("lang", null))}",
            MapOf(version, columns, row));
    }

    public async ValueTask<MissingRecordModel> MakeMissingAsync(Dataset dataset, DatasetVersion version, IReadOnlyList<string> key, CancellationToken cancel)
    {
        var name = string.Join(',', key);
        return new MissingRecordModel(
            dataset,
            version,
            name,
            [ProblemMessages.UnknownRecord(dataset, name)],
            [.. (await RecordHistory.ReadAsync(dataset, key, store, cancel)).Select(change => ChangeOf(dataset, key, change))],
            key is [var code] ? await changes.FindAsync(dataset.Id, code, forward: true, cancel) : []);
    }

    private RecordValue ValueOf(TableColumn column, object? value) => RecordJoins.ValueOf(page, encoder, column, value);

    /// <summary>Its name where it has one, else its key; where a key has several parts, both.</summary>
    private string TitleOf(TableSchema schema, IReadOnlyList<string> key, List<TableColumn> columns, object?[] row)
    {
        var label = LabelFields.Of(schema, schema.PrimaryKey[0]) is { } fields
            ? Found(columns, row, page.Language == "en" && fields.En is { } en && Found(columns, row, en.Name) is not null ? en.Name : fields.Vi.Name) as string
            : null;
        var parts = schema.PrimaryKey.Zip(key, (name, value) => columns.FirstOrDefault(column => column.Field.Name == name)?.Labels?.GetValueOrDefault(value) is { } text ? page.T(text) : value).ToList();
        var title = label is null ? string.Join(" · ", parts) : string.Join(" · ", parts.Skip(1).Prepend(label));
        return title.Length <= MostLettersOfTitle ? title : title[..(char.IsHighSurrogate(title[MostLettersOfTitle - 1]) ? MostLettersOfTitle - 1 : MostLettersOfTitle)] + "…";
    }

    private RecordChange ChangeOf(Dataset dataset, IReadOnlyList<string> key, HistoryChange change)
    {
        var version = dataset.FindVersion(change.Version)!;
        var address = change.Op == HistoryChange.Delete ? null : page.Url(RecordAddress.Of(dataset.Id, key), ("version", change.Version.ToString(CultureInfo.InvariantCulture)));
        return new RecordChange(
            change.Version, change.At, change.Op, address,
            [.. change.Fields.Select(name => new FieldChange(version.Schema.Find(name) is { } field ? page.T(field.Title) : name, JsonValueText.Of(page, version, name, change.Old?[name]), JsonValueText.Of(page, version, name, change.New?[name])))]);
    }

    private string? MapOf(DatasetVersion version, List<TableColumn> columns, object?[] row) =>
        DatasetTab.Map.IsFor(version) && version.Location is { Latitude: { } lat, Longitude: { } lon } && Found(columns, row, lat) is { } latitude && Found(columns, row, lon) is { } longitude
            ? page.Url(DatasetTab.Map.PathOf(version.Dataset), ("near", string.Create(CultureInfo.InvariantCulture, $"{latitude},{longitude},{Around}")))
            : null;

    private static object? Found(List<TableColumn> columns, object?[] row, string name)
    {
        var at = columns.FindIndex(column => column.Field.Name == name);
        return at < 0 ? null : row[at];
    }
}
