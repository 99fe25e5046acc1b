using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Explorer.Records;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Charts;

/// <summary>What the values of a key are called, and which words choose the records that have one.</summary>
internal sealed class ChartLabels(GroupKey key, IReadOnlyDictionary<string, LocalizedText>? names)
{
    public static readonly LocalizedText Missing = new("(không có giá trị)", "(no value)");
    private static readonly LocalizedText Empty = new("(chuỗi rỗng)", "(empty text)");

    public LocalizedText Title { get; } = names is null ? ChartTitles.WithoutLanguage(key.Source.Title) : ChartTitles.WithoutCode(key.Source.Title);

    public bool HasNames => names is not null;

    public bool IsPeriod => IsOfPeriods(key);

    public static bool IsOfPeriods(GroupKey key) => key is DatePartKey || (key is ValueKey && FirstChart.IsYear(key.Source));

    public static async ValueTask<ChartLabels> ReadAsync(GroupKey key, DatasetVersion version, IEnumerable<object?> values, SqliteRecordStore store, CancellationToken cancel) =>
        new(key, key is ValueKey && FacetLabels.SourceOf(key.Source, version) is { } source ? await FacetLabels.ReadAsync(source, [.. values.OfType<object>()], store, cancel) : null);

    public LocalizedText Of(object? value)
    {
        if (value is null)
            return Missing;
        if (value is long truth && key.Column.Type.Kind == ValueKind.Boolean)
            return truth != 0 ? new LocalizedText("Có", "Yes") : new LocalizedText("Không", "No");

        var text = Text(value);
        if (text.Length == 0)
            return Empty;
        if (key is DatePartKey)
            return Periods.Label(text);

        return names?.GetValueOrDefault(text) ?? new LocalizedText(text);
    }

    /// <returns>What stands for the value where its label is another text.</returns>
    public string? CodeOf(object? value) => value is null || names?.ContainsKey(Text(value)) != true ? null : Text(value);

    public IReadOnlyList<KeyValuePair<string, string>> Records(object? value)
    {
        if (value is null)
            return [KeyValuePair.Create(key.Source.Name + "__is_null", "true")];
        if (key is DatePartKey)
            return RecordsOf(Text(value));

        var text = value is long truth && key.Column.Type.Kind == ValueKind.Boolean ? (truth != 0 ? "true" : "false") : Text(value);
        return [KeyValuePair.Create(RecordsQuestion.ParameterOf(key.Source), text)];
    }

    /// <summary>The records of a period: those from its first day on and before the first day of the next.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RecordsOf(string period)
    {
        if (key is not DatePartKey)
            return [KeyValuePair.Create(key.Source.Name, period)];
        if (Periods.Days(period) is not { } days)
            return [];

        return [KeyValuePair.Create(key.Source.Name + "__gte", Moment(days.From)), KeyValuePair.Create(key.Source.Name + "__lt", Moment(days.To))];
    }

    public static string Text(object value) => value switch
    {
        double real => real.ToString(CultureInfo.InvariantCulture),
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        _ => FacetLabels.Text(value),
    };

    /// <summary>The start of a day in Vietnam, as the field writes it.</summary>
    private string Moment(DateOnly day)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return key.Source.Type == FieldType.DateTime ? date + "T00:00:00+07:00" : key.Source.Type == FieldType.YearMonth ? date[..7] : date;
    }
}
