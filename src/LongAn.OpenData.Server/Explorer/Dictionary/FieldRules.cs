using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Explorer.Frame;

namespace LongAn.OpenData.Server.Explorer.Dictionary;

/// <summary>What the values of a field must be, in words: one line for each constraint of Table Schema that it has.</summary>
internal static class FieldRules
{
    public static IEnumerable<(string Name, string Rule)> Of(Field field, PageContext page)
    {
        var rules = field.Constraints;
        if (rules.Required)
            yield return (page.T("Bắt buộc", "Required"), page.T("có", "yes"));
        if (rules.Unique)
            yield return (page.T("Không lặp lại", "Unique"), page.T("có", "yes"));
        if (rules.Pattern is { } pattern)
            yield return (page.T("Mẫu", "Pattern"), pattern);
        if (rules.Enum is { Count: > 0 } allowed && field.Categories.Count == 0)
            yield return (page.T("Một trong", "One of"), string.Join(", ", allowed.Select(value => value.ToString())));
        if (Bounds(">=", rules.Minimum, "<=", rules.Maximum) is { Length: > 0 } bounds)
            yield return (page.T("Giới hạn", "Bounds"), bounds);
        if (Bounds(">", rules.ExclusiveMinimum, "<", rules.ExclusiveMaximum) is { Length: > 0 } exclusive)
            yield return (page.T("Giới hạn", "Bounds"), exclusive);
        if (Bounds(">=", rules.MinLength, "<=", rules.MaxLength) is { Length: > 0 } length)
            yield return (page.T("Độ dài", "Length"), length);
    }

    private static string Bounds(string least, object? from, string most, object? to) =>
        string.Join(", ", new[] { from is null ? null : $"{least} {Text(from)}", to is null ? null : $"{most} {Text(to)}" }.OfType<string>());

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
