using System.Collections.Concurrent;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Suggest;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Suggests values of a field. A field with few different values is read once a version and held in memory, at most
/// <see cref="MostFields"/> fields of <see cref="SuggestSql.MostHeld"/> values; of others, the first records that fit are looked at.
/// </summary>
public sealed class SqliteSuggester(SqliteRecordStore store)
{
    private const int MostFields = 100;
    private readonly ConcurrentDictionary<string, IReadOnlyList<SuggestedValue>> held = new(StringComparer.Ordinal);

    /// <param name="field">One that <see cref="SuggestSql.CanSuggest"/> is true of.</param>
    /// <param name="codes">The dataset whose keys the values are, as it is served; null where they are none.</param>
    /// <exception cref="TimeoutException">Ran past <see cref="StorageOptions.QuerySeconds"/>; the API answers 503.</exception>
    /// <exception cref="StoreBusyException">No reader came free in time; the API answers 503.</exception>
    public async ValueTask<Suggestions> SuggestAsync(DatasetVersion version, Field field, DatasetVersion? codes, TypedText typed, int limit, CancellationToken cancel)
    {
        if (SuggestSql.IsHeld(field, version))
            return new Suggestions(typed.Choose(await HoldAsync(version, field, codes, cancel), limit), IsComplete: true);

        var values = await ReadAsync(version, SuggestSql.LookUp(field, typed), cancel);
        var isComplete = values.Sum(value => value.Count) < SuggestSql.MostLookedAt;
        return new Suggestions(typed.Choose(values.Select(value => new SuggestedValue(value)), limit), isComplete);
    }

    private async ValueTask<IReadOnlyList<SuggestedValue>> HoldAsync(DatasetVersion version, Field field, DatasetVersion? codes, CancellationToken cancel)
    {
        var name = $"{version.Path}\n{field.Name}\n{codes?.Path}";
        if (held.TryGetValue(name, out var known))
            return known;

        var labels = await LabelsAsync(field, version.Schema, codes, cancel);
        var values = await ReadAsync(version, SuggestSql.Values(field), cancel);
        IReadOnlyList<SuggestedValue> made = [.. values.Select(value => new SuggestedValue(value with { Label = labels.GetValueOrDefault(value.Value) }))];
        if (held.Count >= MostFields)
            held.Clear(); // what is asked for is soon there again
        held[name] = made;
        return made;
    }

    private async ValueTask<Dictionary<string, LocalizedText>> LabelsAsync(Field field, TableSchema schema, DatasetVersion? codes, CancellationToken cancel)
    {
        var labels = field.Categories.ToDictionary(category => category.Value, category => category.Label, StringComparer.Ordinal);
        var key = schema.ForeignKeys.FirstOrDefault(foreign => foreign.Fields is [var only] && only == field.Name);
        if (key is null || codes is null || codes.RecordCount > SuggestSql.MostHeld || LabelFields.Of(codes.Schema, key.ReferencedFields[0]) is not { } label)
            return labels;

        foreach (var (value, text) in await store.AskAsync(codes, SuggestSql.Labels(label), row => (row.GetValue(0)?.ToString() ?? "", row.IsNull(1) ? null : new LocalizedText(row.GetString(1), row.IsNull(2) ? null : row.GetString(2))), cancel))
        {
            if (text is not null)
                labels.TryAdd(value, text);
        }

        return labels;
    }

    private ValueTask<List<Suggestion>> ReadAsync(DatasetVersion version, SqlStatement statement, CancellationToken cancel) =>
        store.AskAsync(version, statement, row => new Suggestion(row.GetString(0), Label: null, row.GetInteger(1)), cancel);
}
