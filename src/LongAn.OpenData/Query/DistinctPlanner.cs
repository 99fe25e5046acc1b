using System.Globalization;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query;

/// <summary>Plans the order of a distinct read: what was asked to sort by, then the other columns, so that it is total without a key.</summary>
internal static class DistinctPlanner
{
    public static IReadOnlyList<SortKey> Sort(RequestWords words, IReadOnlyList<Column> columns, IReadOnlyList<SortKey> asked)
    {
        if (!words.Has(RecordsParameter.Fields) && !words.Has(RecordsParameter.Exclude))
            words.Report(Wrong(RecordsParameter.Distinct, "cần fields hoặc exclude: tổ hợp của các trường nào?", "needs fields or exclude: combinations of which fields?") with { Suggestion = RecordsParameter.Fields.Name });
        else if (columns.Count > RecordsPlanner.MostSortFields)
            words.Report(Wrong(RecordsParameter.Distinct, $"nhiều nhất {RecordsPlanner.MostSortFields} trường.", $"takes at most {RecordsPlanner.MostSortFields} fields.") with { Code = ProblemCode.OverLimit, Maximum = RecordsPlanner.MostSortFields });

        foreach (var name in asked.Where(key => columns.All(column => column.Source != key.By)).Select(key => FilterText.Write(key.By)))
        {
            words.Report(Wrong(RecordsParameter.Sort, $"chỉ nêu được các trường được lấy khi distinct=true, không phải {name}.", $"can only name the fields asked for where distinct=true, not {name}.")
                with
            { Suggestion = Nearest.To(name, columns.Select(column => column.Field.Name)) });
        }

        return [.. asked, .. columns.Where(column => asked.All(key => key.By != column.Source)).Select(column => new SortKey(column.Source, Descending: false))];
    }

    private static Problem Wrong(RecordsParameter parameter, string vi, string en) =>
        new(ProblemCode.InvalidValue, string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} {vi}"), string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} {en}")) { Parameter = parameter.Name };
}
