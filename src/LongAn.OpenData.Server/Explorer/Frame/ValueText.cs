using System.Buffers;
using System.Globalization;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>Values in the reader's language.</summary>
internal static class ValueText
{
    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create(" \t\r\n<>\"");
    private const int FirstYear = 1000;
    private const int LastYear = 2999;

    /// <summary>All digits that a double has: a latitude cut at four would be off by metres.</summary>
    private const string Digits = "#,##0.###############";

    /// <param name="isYear">Written without a sign between thousands.</param>
    public static string Of(PageContext page, FieldType type, bool isYear, object value) => value switch
    {
        long truth when type == FieldType.Boolean => truth != 0 ? page.T("Có", "Yes") : page.T("Không", "No"),
        long year when isYear => year.ToString(CultureInfo.InvariantCulture),
        long whole => page.Number(whole),
        double real => real.ToString(Digits, page.Culture),
        string day when type == FieldType.Date && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => page.Day(date),
        string moment when type == FieldType.DateTime && moment.Length >= 16 && DateOnly.TryParseExact(moment[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => $"{page.Day(date)} {moment[11..16]}",
        string month when type == FieldType.YearMonth && page.Language == "vi" && month.Length == 7 => $"{month[5..]}/{month[..4]}",
        _ => (string)value,
    };

    /// <summary>Whole numbers without a unit that all look like years are years, whatever their type is called.</summary>
    public static bool IsYear(Field field, FieldProfile? profile) => field.Type == FieldType.Year
        || (field.Type == FieldType.Integer && field.Unit is null && profile is { Min: >= (long)FirstYear, Max: <= (long)LastYear });

    public static bool IsNumber(Field field) => field.Type.Kind is ValueKind.Integer or ValueKind.Real;

    /// <summary>The unit as it is read; a unit that has no words of its own stands for itself.</summary>
    public static string? Unit(PageContext page, Field field) => field.Unit switch
    {
        "person" => page.T("người", "people"),
        "degree" => "°",
        var unit => unit,
    };

    /// <summary>Some of it is written from right to left, or says so itself: it must not turn what stands around it.</summary>
    public static bool IsTurned(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('\u0590', '\u08FF') >= 0
        || text.IndexOfAnyInRange('\u200E', '\u200F') >= 0 || text.IndexOfAnyInRange('\u202A', '\u202E') >= 0 || text.IndexOfAnyInRange('\u2066', '\u2069') >= 0
        || text.IndexOfAnyInRange('\uFB1D', '\uFDFF') >= 0 || text.IndexOfAnyInRange('\uFE70', '\uFEFF') >= 0;

    /// <summary>It is the address of a page and nothing else.</summary>
    public static bool IsAddress(string text) =>
        text.StartsWith("http", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && !text.AsSpan().ContainsAny(NotInAddresses);
}
