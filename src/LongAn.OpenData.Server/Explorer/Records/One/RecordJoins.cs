using System.Globalization;
using System.Text.Encodings.Web;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Explorer.Records.Table;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Explorer.Records.One;

/// <summary>What a record is joined to by foreign keys, both ways.</summary>
internal sealed class RecordJoins(DatasetCatalog catalog, SqliteRecordStore store, PageContext page, HtmlEncoder encoder)
{
    /// <summary>Fields of a record pointed to that are shown with it.</summary>
    private const int MostFields = 5;

    private const int LongestLine = 300;

    /// <param name="valueOf">The record's value of a field.</param>
    public async ValueTask<IReadOnlyList<ForeignRecord>> ForeignAsync(DatasetVersion version, Func<string, object?> valueOf, CancellationToken cancel)
    {
        var found = new List<ForeignRecord>();
        foreach (var reference in version.References)
        {
            var target = reference.Version ?? version;
            if (catalog.Find(target.Dataset) is not { } dataset
                || Words(reference.Key.ReferencedFields.Select(name => target.Schema.Find(name)!), reference.Key.Fields.Select(valueOf), target) is not { } words
                || !RecordsPlanner.TryPlan(new RecordsRequest(words), dataset, out var plan, out _))
                continue;

            using var rows = new RecordRows(plan.Columns, plan.Columns.Count, LongestLine);
            using (var records = await store.OpenAsync(plan with { Limit = 1 }, extra: 0, cancel))
            {
                if (records.Read())
                    rows.Write(records);
            }

            if (rows.All is [var row])
                found.Add(ForeignOf(version, reference, dataset, target, row));
        }

        return found;
    }

    /// <inheritdoc cref="ForeignAsync" path="/param"/>
    public async ValueTask<IReadOnlyList<PointingRecords>> PointingAsync(string id, Func<string, object?> valueOf, CancellationToken cancel)
    {
        var found = new List<PointingRecords>();
        foreach (var (dataset, reference) in RelatedDatasets.Pointing(id, catalog))
        {
            Field[] fields = [.. reference.Key.Fields.Select(name => dataset.Schema.Find(name)!)];
            if (Words(fields, reference.Key.ReferencedFields.Select(valueOf), version: null) is not { } words || !RecordsPlanner.TryPlan(new RecordsRequest(words), dataset, out var plan, out _))
                continue;

            var count = await store.CountAsync(plan, cancel);
            if (count > 0)
                found.Add(new PointingRecords(page.T(dataset.Description.Title), page.T(fields[0].Title), count, page.Url(DatasetTab.Records.PathOf(dataset.Id), [.. words.Select(word => (word.Key, (string?)word.Value))])));
        }

        return found;
    }

    /// <summary>A value with all that is said of it; nothing of it is cut.</summary>
    public static RecordValue ValueOf(PageContext page, HtmlEncoder encoder, TableColumn column, object? value)
    {
        var html = new HtmlText(encoder, 256);
        new CellMarkup(page, html, marks: null) { IsWhole = true }.WriteValue(column, value);
        var field = column.Field;
        return new RecordValue(field, page.T(field.Title) is { Length: > 0 } title ? title : field.Name, value is null ? null : ValueText.Unit(page, field), html.Markup, value is string { Length: > LongestLine });
    }

    private ForeignRecord ForeignOf(DatasetVersion version, VersionReference reference, Dataset dataset, DatasetVersion target, object?[] row)
    {
        var schema = target.Schema;
        var key = schema.PrimaryKey.Select(name => Text(row[schema.PositionOf(name)])).ToArray();
        var label = LabelFields.Of(schema, reference.Key.ReferencedFields[0]);
        var (vi, en) = (label is null ? null : row[schema.PositionOf(label.Vi.Name)] as string, label?.En is null ? null : row[schema.PositionOf(label.En.Name)] as string);
        return new ForeignRecord(
            page.T(version.Schema.Find(reference.Name)!.Title),
            page.T(dataset.Description.Title),
            (page.Language == "en" ? en ?? vi : vi) ?? string.Join(" · ", key),
            key.Length == 0 ? page.Url(DatasetTab.Records.PathOf(dataset.Id)) : page.Url(RecordAddress.Of(dataset.Id, key), ("version", target.Number == dataset.Current.Number ? null : target.Number.ToString(CultureInfo.InvariantCulture))),
            [
                .. schema.Fields.Zip(row)
                    .Where(pair => pair.Second is not null && !schema.PrimaryKey.Contains(pair.First.Name) && pair.First != label?.Vi && pair.First != label?.En)
                    .Take(MostFields).Select(pair => ValueOf(page, encoder, TableColumn.Of(new Column(pair.First), target), pair.Second)),
            ]);
    }

    /// <returns>What asks for the records with these values; null where one is missing, since no value points to nothing.</returns>
    private static List<KeyValuePair<string, string>>? Words(IEnumerable<Field> fields, IEnumerable<object?> values, DatasetVersion? version)
    {
        var words = new List<KeyValuePair<string, string>>();
        foreach (var (field, value) in fields.Zip(values))
        {
            if (value is null)
                return null;

            words.Add(KeyValuePair.Create(RecordsQuestion.ParameterOf(field), Text(value)));
        }

        if (version is not null)
            words.Add(KeyValuePair.Create(RecordsParameter.Version.Name, version.Number.ToString(CultureInfo.InvariantCulture)));
        return words;
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
