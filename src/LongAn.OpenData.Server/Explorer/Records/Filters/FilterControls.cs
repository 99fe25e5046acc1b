using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Groups;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Explorer.Records.Table;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Records.Filters;

/// <summary>Makes what stands beside the table out of the version, the address and the facets.</summary>
internal sealed class FilterControls(PageContext page, FacetsPlan plan, CodeLabels labels, SqliteRecordStore store)
{
    private readonly Dictionary<string, GroupTable> tables = new(StringComparer.Ordinal);

    /// <summary>How many records match, where a facet was counted under the whole filter; else null.</summary>
    public long? Total { get; private set; }

    public async ValueTask<IReadOnlyList<FilterControl>> ReadAsync(CancellationToken cancel)
    {
        await CountAsync(cancel);
        var controls = new List<FilterControl>();
        foreach (var (field, kind, profile) in FilterKind.Of(plan.Version))
            controls.Add(await MakeAsync(field, kind, profile, cancel));
        return controls;
    }

    private async ValueTask CountAsync(CancellationToken cancel)
    {
        var whole = Query.FilterText.Write(plan.Filter.All);
        foreach (var pass in plan.Passes)
        {
            var answer = await store.GroupAsync(pass.Groups, cancel);
            for (var i = 0; i < answer.Tables.Count; i++)
                tables[plan.Facets[pass.Facets[i]].Field.Name] = answer.Tables[i];
            if (answer.Tables.Count > 0 && Query.FilterText.Write(pass.Groups.Filter) == whole)
                Total = answer.Tables[0].RecordCount;
        }
    }

    private async ValueTask<FilterControl> MakeAsync(Field field, FilterKind kind, FieldProfile profile, CancellationToken cancel)
    {
        var parameter = RecordsQuestion.ParameterOf(field);
        var (from, to) = (Asked(parameter + "__gte"), Asked(parameter + "__lte"));
        var isYear = ValueText.IsYear(field, profile);
        if (kind == FilterKind.Choices)
            return await MakeChoicesAsync(field, parameter, isYear, cancel);
        if (kind == FilterKind.Range)
            return new RangeControl(field, parameter, from, to, Edge(profile.Min, isYear), Edge(profile.Max, isYear), Bins(field, isYear));
        if (kind == FilterKind.Period)
            return new PeriodControl(field, parameter, Day(field, from), Day(field, to), DayShown(field, profile.Min), DayShown(field, profile.Max));

        return new WordsControl(field, parameter, Asked(parameter + "__contains"));
    }

    private async ValueTask<ChoicesControl> MakeChoicesAsync(Field field, string parameter, bool isYear, CancellationToken cancel)
    {
        var chosen = page.Query[parameter].OfType<string>().ToList();
        var table = tables.GetValueOrDefault(field.Name);
        GroupRow[] rows = table is null ? [] : [.. table.Rows.Where(row => row.Values[0] is not (null or byte[] { Length: 0 })).Take(plan.Limit)];
        var names = FacetLabels.SourceOf(field, plan.Version) is { } source
            ? await labels.ReadAsync(source, [.. rows.Select(row => row.Values[0]).OfType<object>(), .. chosen], cancel)
            : null;
        var choices = new List<Choice>();
        foreach (var row in rows)
        {
            var value = ValueOf(field, row.Values[0]!);
            choices.Add(new Choice(value, LabelOf(field, value, row.Values[0]!, isYear, names), row.Count, chosen.Remove(value)));
        }

        var others = table is null ? 0 : table.RecordCount - table.Missing - rows.Sum(row => row.Count);
        foreach (var value in chosen)
            choices.Insert(0, new Choice(value, names?.GetValueOrDefault(value) is { } name ? page.T(name) : value, others > 0 ? null : 0, IsChosen: true));
        return new ChoicesControl(field, parameter, choices, others);
    }

    private string LabelOf(Field field, string value, object raw, bool isYear, IReadOnlyDictionary<string, LocalizedText>? names)
    {
        if (names?.GetValueOrDefault(value) is { } name)
            return page.T(name);

        return ValueText.Of(page, field.Type, isYear, raw is byte[]? value : raw);
    }

    private IReadOnlyList<Bin> Bins(Field field, bool isYear)
    {
        if (!tables.TryGetValue(field.Name, out var table) || plan.Facets.FirstOrDefault(facet => facet.Field == field)?.Key is not BinKey { Bins: { Count: > 0 } bins })
            return [];

        var counts = new long[bins.Count];
        foreach (var row in table.Rows)
        {
            if (row.Values[0] is long bin)
                counts[bin] = row.Count;
        }

        return [.. counts.Select((count, i) => new Bin(Edge(bins.Edges[i], isYear)!, Edge(bins.Edges[i + 1], isYear)!, count))];
    }

    private string? Asked(string name) => page.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    private string? Edge(object? value, bool isYear) => value switch
    {
        null => null,
        long whole => isYear ? whole.ToString(CultureInfo.InvariantCulture) : page.Number(whole),
        decimal exact => isYear ? exact.ToString("0", CultureInfo.InvariantCulture) : page.Number((double)exact),
        _ => page.Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>What an input for days takes: of an instant its day.</summary>
    private static string? Day(Field field, string? value) => field.Type == FieldType.DateTime && value is { Length: > 10 } ? value[..10] : value;

    private string? DayShown(Field field, object? value) =>
        Day(field, value as string) is { } day ? ValueText.Of(page, field.Type == FieldType.DateTime ? FieldType.Date : field.Type, isYear: false, day) : null;

    private static string ValueOf(Field field, object value) => value is long truth && field.Type == FieldType.Boolean ? truth != 0 ? "true" : "false" : FacetLabels.Text(value);
}
