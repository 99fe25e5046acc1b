using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Home;

/// <summary>Reads the figures that datasets say are worth showing first, with what other sources say where they disagree.</summary>
internal sealed class KeyFigureReader(SqliteRecordStore store)
{
    public async Task<IReadOnlyList<KeyFigure>> ReadAsync(IEnumerable<Dataset> datasets, CancellationToken cancel)
    {
        var figures = new List<KeyFigure>();
        foreach (var dataset in datasets)
        {
            if (dataset.Description.KeyFigures is { } described)
                figures.AddRange(await ReadAsync(dataset, described, cancel));
        }

        return figures;
    }

    /// <returns>In the order the dataset says; a record that is not there, or has no number, is left out.</returns>
    private async Task<IEnumerable<KeyFigure>> ReadAsync(Dataset dataset, KeyFigures described, CancellationToken cancel)
    {
        var rows = await ReadAsync(dataset, described, described.Records, cancel);
        var others = described.ConflictsWith is not { } field
            ? new()
            : await ReadAsync(dataset, described, [.. rows.Values.Select(row => row.Text(field)).OfType<string>()], cancel);
        return described.Records.Where(rows.ContainsKey).Select(key => Make(rows[key])).OfType<KeyFigure>();

        KeyFigure? Make(Row row)
        {
            if (Figure(row) is not { } figure)
                return null;

            return row.Text(described.ConflictsWith) is { } other && others.TryGetValue(other, out var otherRow) ? figure with { Otherwise = Figure(otherRow) } : figure;
        }

        KeyFigure? Figure(Row row) => row.Number is not { } number || row.Text(described.Title) is not { } title ? null : new KeyFigure(
            dataset.Id,
            row.Key,
            new LocalizedText(title, row.Text(described.TitleEn)),
            number,
            FigureComparison.Find(row.Text(described.Comparison)),
            row.Text(described.Unit) is { } unit ? new LocalizedText(unit, row.Text(described.UnitEn)) : null,
            row.Text(described.Period),
            row.Text(described.Source),
            Uri.TryCreate(row.Text(described.SourceUrl), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null);
    }

    /// <returns>By key; none where the version that is served lacks a field that is named.</returns>
    private async Task<Dictionary<string, Row>> ReadAsync(Dataset dataset, KeyFigures described, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        var (rows, schema) = (new Dictionary<string, Row>(StringComparer.Ordinal), dataset.Schema);
        if (keys.Count == 0 || schema.PrimaryKey is not [var key])
            return rows;

        string[] names = [key, .. described.Fields.Select(pair => pair.Field).Distinct(StringComparer.Ordinal).Where(name => name != key)];
        var words = keys.Distinct(StringComparer.Ordinal).Select(value => KeyValuePair.Create(key, value)).Append(KeyValuePair.Create(RecordsParameter.Fields.Name, string.Join(',', names)));
        if (!RecordsPlanner.TryPlan(new RecordsRequest([.. words]), dataset, out var plan, out _))
            return rows;

        using var records = await store.OpenAsync(plan, extra: 0, cancel);
        while (records.Read())
        {
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            double? number = null;
            for (var i = 0; i < names.Length; i++)
            {
                if (records.IsNull(i))
                    continue;
                if (names[i] == described.Value)
                    number = records.Fields[i].Type.Kind == ValueKind.Integer ? records.GetInteger(i) : records.GetReal(i);
                else
                    texts[names[i]] = Encoding.UTF8.GetString(records.GetText(i));
            }

            rows[texts[key]] = new Row(texts[key], number, texts);
        }

        return rows;
    }

    private sealed record Row(string Key, double? Number, Dictionary<string, string> Texts)
    {
        public string? Text(string? field) => field is null ? null : Texts.GetValueOrDefault(field);
    }
}
