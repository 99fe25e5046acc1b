using System.Text;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>Values of fields as objects, and as people read them.</summary>
internal static class FieldValue
{
    private const int Longest = 80;

    /// <summary>What a field of a record holds: a long, double, bool or string; null where it has no value.</summary>
    public static object? Read(RecordSet record, int position) => record.IsNull(position) ? null : record.Fields[position].Type.Kind switch
    {
        ValueKind.Integer => record.GetInteger(position),
        ValueKind.Boolean => record.GetInteger(position) != 0,
        ValueKind.Real => record.GetReal(position),
        _ => Encoding.UTF8.GetString(record.GetText(position)),
    };

    /// <summary>As <see cref="Of"/>, and of a long text its beginning.</summary>
    public static string Short(Field field, FieldProfile? profile, object value, PageContext page) =>
        Of(field, profile, value, page) is { Length: > Longest } text ? text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)] + "…" : Of(field, profile, value, page);

    /// <param name="value">As records, profiles, groups and bins hold it; not null.</param>
    /// <param name="profile">Tells years from other whole numbers.</param>
    public static string Of(Field field, FieldProfile? profile, object value, PageContext page) => value switch
    {
        byte[] text => Of(field, profile, Encoding.UTF8.GetString(text), page),
        bool truth => ValueText.Of(page, FieldType.Boolean, isYear: false, truth ? 1L : 0L),
        decimal exact => exact.ToString("#,##0.####", page.Culture),
        _ => ValueText.Of(page, field.Type, ValueText.IsYear(field, profile), value),
    };
}
