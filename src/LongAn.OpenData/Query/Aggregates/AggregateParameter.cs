namespace LongAn.OpenData.Query.Aggregates;

/// <summary>The parameters of aggregates beside the fields' own: one row each.</summary>
public static class AggregateParameter
{
    public const int MaxGroupFields = 5;
    public const int MaxMeasures = 10;
    public const int MaxConditions = 20;
    public const int DefaultLimit = 100;
    public const int MaxLimit = 10_000;

    public static readonly RecordsParameter GroupBy = new("group_by", "string", new(
        "Các trường để nhóm, phân cách bằng dấu phẩy; trường thời gian còn có year:field, quarter:field, month:field, day:field. Không có thì tất cả là một nhóm.",
        "The fields to group by, separated by commas; dates also as year:field, quarter:field, month:field, day:field. Left out, all records are one group."))
    { Maximum = MaxGroupFields };

    public static readonly RecordsParameter Measures = new("measures", "string", new(
        "Các số đo, phân cách bằng dấu phẩy: count, và count, count_distinct, sum, avg, min, max, median của một trường, ví dụ sum:field. Cột tên là count, sum_field. Tổng số nguyên luôn chính xác.",
        "What to measure, separated by commas: count, and count, count_distinct, sum, avg, min, max, median of a field, as in sum:field. Columns are called count, sum_field. Sums of integers are exact at any size."))
    { Default = "count", Maximum = MaxMeasures };

    public static readonly RecordsParameter Having = new("having", "string", new(
        "Điều kiện trên các số đo, phân cách bằng dấu phẩy, với các toán tử như khi lọc trường: having=count__gte=10,sum_field__between=1,5.",
        "Conditions on measures, separated by commas, with the operators that filter fields: having=count__gte=10,sum_field__between=1,5."))
    { Maximum = MaxConditions };

    public static readonly RecordsParameter Sort = new("sort", "string", new(
        "Sắp xếp theo các cột của kết quả, phân cách bằng dấu phẩy; dấu - đứng trước là giảm dần. Các trường nhóm luôn được thêm vào cuối; giá trị trống đứng sau cùng.",
        "Columns of the answer to sort by, separated by commas; a leading - sorts descending. The fields grouped by are always added last; groups without a value come last."));

    public static readonly RecordsParameter Limit = new("limit", "integer", new(
        "Số nhóm tối đa trong một trang.", "The most groups in a page."))
    { Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit, IsPaging = true };

    public static readonly RecordsParameter Format = RecordsParameter.Format with { Choices = ["json", "csv"] };

    public static IReadOnlyList<RecordsParameter> All { get; } = [GroupBy, Measures, Having, Sort, Limit, RecordsParameter.Search, RecordsParameter.Filter, RecordsParameter.FilterLanguage, RecordsParameter.ValidOn, RecordsParameter.BBox, RecordsParameter.Near, RecordsParameter.Cursor, RecordsParameter.Version, RecordsParameter.AsOf, Format, RecordsParameter.Language];
}
