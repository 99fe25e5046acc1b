using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Server.Api.OgcFeatures;

/// <summary>
/// <c>bbox</c> and <c>datetime</c> as conditions. Features that have no position or no time match too (OGC 17-069r4, requirements
/// fc-bbox-response C and fc-time-response C).
/// </summary>
internal static class FeatureConditions
{
    private const string Open = "..";
    private static readonly Field Day = new("datetime", FieldType.Date);
    private static readonly Field Instant = new("datetime", FieldType.DateTime);
    private static readonly IReadOnlyList<ParameterNumber> Flat = RecordsParameter.BBox.Parts!;
    private static readonly IReadOnlyList<ParameterNumber> WithHeights = [Flat[0], Flat[1], Height("minheight"), Flat[2], Flat[3], Height("maxheight")];

    /// <returns>Null where it is wrong; the mistakes are added.</returns>
    public static DialectCondition? Box(string text, DatasetVersion version, List<Problem> problems)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length is not (4 or 6))
        {
            problems.Add(ProblemMessages.Wrong(OgcParameter.BBox.Name, text, "cần 4 số minlon,minlat,maxlon,maxlat, hoặc 6 số với độ cao", "takes 4 numbers, minlon,minlat,maxlon,maxlat, or 6 with heights"));
            return null;
        }

        var rows = parts.Length == 4 ? Flat : WithHeights;
        double?[] numbers = [.. parts.Select(ParameterNumber.TryRead)];
        var wrong = Enumerable.Range(0, parts.Length).Where(at => numbers[at] is not { } number || !rows[at].Holds(number)).ToArray();
        problems.AddRange(wrong.Select(at => ProblemMessages.NotNumber(OgcParameter.BBox.Name, rows[at], parts[at])));
        if (wrong.Length > 0)
            return null;

        double?[] sides = parts.Length == 4 ? numbers : [numbers[0], numbers[1], numbers[3], numbers[4]];
        if (sides[1] > sides[3])
        {
            problems.Add(ProblemMessages.Wrong(OgcParameter.BBox.Name, text, "cần minlat không lớn hơn maxlat", "takes a minlat that is not greater than maxlat"));
            return null;
        }

        var place = Place.Of(version)!;
        var box = string.Join(',', sides.Select(side => side!.Value.ToString(CultureInfo.InvariantCulture)));
        return new DialectCondition(OgcParameter.BBox.Name, OrWithout($"S_INTERSECTS({Name(place.Name)},BBOX({box}))", place.Fields, version));
    }

    /// <returns>Null where it is wrong, which is added, or where the dataset's records have no time, so that all of them match.</returns>
    public static DialectCondition? Time(string text, DatasetVersion version, List<Problem> problems)
    {
        if (Asked(text) is not { } asked)
        {
            problems.Add(ProblemMessages.Wrong(
                OgcParameter.Datetime.Name, text,
                "cần ngày hoặc thời điểm RFC 3339, hoặc khoảng bắt đầu/kết thúc với nhiều nhất một đầu mở (..)", "takes an RFC 3339 day or instant, or an interval start/end with at most one open end (..)"));
            return null;
        }

        if (RecordTime.Of(version) is not { } time)
            return null;

        var condition = time switch
        {
            { From: { } at, To: { } same } when at == same => OrWithout($"T_INTERSECTS({Name(at.Name)},{asked})", [at], version),
            _ => string.Join(" AND ", Ends(time).Select(end => $"({OrWithout($"NOT {end.Function}({Name(end.Field.Name)},{asked})", [end.Field], version)})")),
        };
        return new DialectCondition(OgcParameter.Datetime.Name, condition);
    }

    private static IEnumerable<(Field Field, string Function)> Ends(RecordTime time)
    {
        if (time.From is { } from)
            yield return (from, "T_AFTER");
        if (time.To is { } to)
            yield return (to, "T_BEFORE");
    }

    /// <returns>The parameter as CQL2 writes it; null where it is no time.</returns>
    private static string? Asked(string text)
    {
        var ends = text.Split('/');
        if (ends.Length == 1)
            return IsDay(text, out var day) ? $"DATE('{day}')" : Instant.TryParseCanonical(text, out var instant) ? $"TIMESTAMP('{instant}')" : null;
        if (ends.Length != 2)
            return null;

        var (from, to) = (End(ends[0]), End(ends[1]));
        return from is null || to is null || (from == Open && to == Open) ? null : $"INTERVAL('{from}','{to}')";
    }

    private static string? End(string text) =>
        text is "" or Open ? Open : IsDay(text, out var day) ? (string)day! : Instant.TryParseCanonical(text, out var instant) ? (string)instant! : null;

    /// <summary>GDAL (3.6) writes a day with the T that a time of day would follow.</summary>
    private static bool IsDay(string text, out object? day) => Day.TryParseCanonical(text.EndsWith('T') ? text[..^1] : text, out day);

    /// <summary>The condition, or no value in a field; said only of fields that some record has no value in, since an index does not help there.</summary>
    private static string OrWithout(string condition, IEnumerable<Field> fields, DatasetVersion version)
    {
        var empty = fields.Where(field => version.Profile.FirstOrDefault(row => row.Field == field.Name) is not { Nulls: 0 });
        return string.Join(" OR ", empty.Select(field => $"{Name(field.Name)} IS NULL").Prepend(condition));
    }

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static ParameterNumber Height(string name) => new(name, double.MinValue, double.MaxValue);
}
