using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>Values as people read them: numbers and days as the page's language writes them, words for true and false.</summary>
public static class ValueText
{
    /// <summary>What a field of a record holds: a long, double, bool or string; null where it has no value.</summary>
    public static object? Read(RecordSet record, int position) => record.IsNull(position) ? null : record.Fields[position].Type.Kind switch
    {
        ValueKind.Integer => record.GetInteger(position),
        ValueKind.Boolean => record.GetInteger(position) != 0,
        ValueKind.Real => record.GetReal(position),
        _ => Encoding.UTF8.GetString(record.GetText(position)),
    };

    /// <param name="value">In the portal's own form, as records, profiles and groups hold it; not null.</param>
    public static string Of(Field field, object value, PageContext page) => value switch
    {
        byte[] text => Of(field, Encoding.UTF8.GetString(text), page),
        bool truth => page.T(truth ? "có" : "không", truth ? "yes" : "no"),
        long truth when field.Type.Kind == ValueKind.Boolean => Of(field, truth != 0, page),
        long year when field.Type == FieldType.Year || IsYear(field) => year.ToString(CultureInfo.InvariantCulture),
        long whole => page.Number(whole),
        double real => page.Number(real),
        decimal exact => exact.ToString("#,##0.####", page.Culture),
        DateOnly day => page.Day(day),
        string text when field.Type == FieldType.Date && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => page.Day(day),
        string text when field.Type == FieldType.DateTime && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) =>
            $"{page.Day(moment)} {moment.UtcDateTime.AddHours(7).ToString("HH:mm", CultureInfo.InvariantCulture)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Whole numbers that name a year stand without a sign between their digits.</summary>
    private static bool IsYear(Field field) => field.Name == "year" || field.Name.EndsWith("_year", StringComparison.Ordinal);
}
