using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Query;

/// <summary>Keeps the records that are valid on the day of <c>valid_on</c>.</summary>
internal static class ValidityFilter
{
    private const string Day = "yyyy-MM-dd";

    /// <returns>Null where no day is asked for, or the request is wrong.</returns>
    public static Filter? Read(RequestWords words, DatasetVersion version)
    {
        if (!words.Has(RecordsParameter.ValidOn))
            return null;

        var text = words.Text(RecordsParameter.ValidOn);
        var isDay = DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        if (!isDay)
            words.Report(new Problem(ProblemCode.InvalidValue, $"valid_on cần ngày {Day}, không phải «{ProblemMessages.Cut(text)}».", $"valid_on takes a date, {Day}, not \"{ProblemMessages.Cut(text)}\".") { Parameter = RecordsParameter.ValidOn.Name });
        if (version.Validity is not { } validity)
        {
            words.Report(new Problem(ProblemCode.InvalidValue, "valid_on không dùng được: bộ dữ liệu không nêu thời gian hiệu lực của bản ghi.", "valid_on cannot be used: the dataset does not say when its records are valid.") { Parameter = RecordsParameter.ValidOn.Name });
            return null;
        }

        var day = new Expression.Literal(text, FieldType.Date);
        return isDay
            ? Filter.And([.. End(validity.From, "<=", day, validity.FromMayBeUnknown), .. End(validity.To, ">=", day, validity.ToMayBeUnknown)])
            : null;
    }

    private static IEnumerable<Filter> End(Field? field, string sign, Expression day, bool mayBeUnknown)
    {
        if (field is null)
            return [];

        var bound = new Filter.Comparison(new Expression.Property(field), sign, day);
        return [mayBeUnknown ? bound : Filter.Or([bound, new Filter.IsNull(new Expression.Property(field))])];
    }
}
