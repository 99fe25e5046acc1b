using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Records.Filters;

/// <summary>A filter that is on, in words, and the page without it.</summary>
public sealed record FilterChip(string Name, string Value, string Without)
{
    private const int MostLetters = 80;

    private static readonly Dictionary<string, LocalizedText> Named = new()
    {
        [RecordsParameter.Search.Name] = new("Tìm", "Search"),
        [RecordsParameter.Filter.Name] = new("Biểu thức CQL2", "CQL2 expression"),
        [RecordsParameter.ValidOn.Name] = new("Có hiệu lực ngày", "Valid on"),
        [RecordsParameter.BBox.Name] = new("Trong khung", "Within the box"),
        [RecordsParameter.Near.Name] = new("Gần", "Near"),
    };

    /// <param name="others">Parameters of the page that choose no records.</param>
    internal static IReadOnlyList<FilterChip> Of(PageContext page, DatasetVersion version, IReadOnlyList<FilterControl> controls, params IReadOnlyList<string> others)
    {
        var chips = new List<FilterChip>();
        foreach (var (name, values) in page.Query)
        {
            if (!RecordsQuestion.IsCondition(name) || others.Contains(name, StringComparer.Ordinal))
                continue;

            for (var i = 0; i < values.Count; i++)
            {
                var rest = values.Where((_, at) => at != i).Select(value => (name, value)).DefaultIfEmpty((name, null)).ToArray();
                chips.Add(Make(page, version, controls, name, values[i] ?? "", page.With([.. rest, ("cursor", null), ("offset", null)])));
            }
        }

        return chips;
    }

    private static FilterChip Make(PageContext page, DatasetVersion version, IReadOnlyList<FilterControl> controls, string name, string value, string without)
    {
        if (Named.TryGetValue(name, out var title))
            return new FilterChip(page.T(title), InWords(page, name, value) ?? Cut(value), without);

        var label = controls.OfType<ChoicesControl>().FirstOrDefault(control => control.Parameter == name)?.Choices.FirstOrDefault(choice => choice.Value == value)?.Label;
        if (FieldOf(name, version) is { } whole)
            return new FilterChip(page.T(whole.Title), label ?? Shown(page, version, whole, value), without);

        var at = name.LastIndexOf("__", StringComparison.Ordinal);
        if (at <= 0 || FieldOf(name[..at], version) is not { } field || FilterOperator.Find(name[(at + 2)..]) is not { } asked)
            return new FilterChip(Cut(name), Cut(value), without);
        if (asked == FilterOperator.IsNull)
            return new FilterChip(page.T(field.Title), value == "false" ? page.T("có giá trị", "has a value") : page.T(asked.Title), without);

        return asked == FilterOperator.Eq
            ? new FilterChip(page.T(field.Title), label ?? Shown(page, version, field, value), without)
            : new FilterChip($"{page.T(field.Title)} {Short(page.T(asked.Title))}", Shown(page, version, field, value), without);
    }

    /// <summary>A day, or the numbers of a place, as they are read.</summary>
    /// <returns>Null where it is something else.</returns>
    private static string? InWords(PageContext page, string name, string value)
    {
        if (name == RecordsParameter.ValidOn.Name)
            return DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? page.Day(day) : null;
        if (name != RecordsParameter.Near.Name && name != RecordsParameter.BBox.Name)
            return null;

        var numbers = value.Split(',').Select(ParameterNumber.TryRead).ToArray();
        if (numbers.Contains(null))
            return null;

        var texts = numbers.Select(number => number!.Value.ToString("0.######", page.Culture)).ToArray();
        return (name == RecordsParameter.Near.Name, texts) switch
        {
            (true, [var latitude, var longitude, _]) => page.T($"{latitude}; {longitude}, trong vòng {page.Number(numbers[2]!.Value)} m", $"{latitude}, {longitude}, within {page.Number(numbers[2]!.Value)} m"),
            (false, [var west, var south, var east, var north]) => page.T($"kinh độ {west} – {east}, vĩ độ {south} – {north}", $"longitude {west} – {east}, latitude {south} – {north}"),
            _ => null,
        };
    }

    /// <summary>As the table shows it, where it is a value of the field.</summary>
    private static string Shown(PageContext page, DatasetVersion version, Field field, string value)
    {
        var isYear = ValueText.IsYear(field, version.Profile.FirstOrDefault(row => row.Field == field.Name));
        return Cut(!field.Type.IsText && field.TryParseCanonical(value, out var typed) && typed is string or long or double ? ValueText.Of(page, field.Type, isYear, typed) : value);
    }

    private static Field? FieldOf(string name, DatasetVersion version) => version.Schema.Find(name) ?? ReferencedField.Find(name, version)?.Field;

    /// <summary>An operator without what is said of it in brackets.</summary>
    private static string Short(string title) => title.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? title[..at] : title;

    private static string Cut(string text) => text.Length <= MostLetters ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MostLetters - 2]) ? MostLetters - 2 : MostLetters - 1), "…");
}
