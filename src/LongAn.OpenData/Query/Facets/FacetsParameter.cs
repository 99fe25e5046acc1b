namespace LongAn.OpenData.Query.Facets;

/// <summary>The parameters of facets beside the fields' own: one row each.</summary>
public static class FacetsParameter
{
    public const int MaxFacets = 20;
    public const int DefaultLimit = 20;
    public const int MaxLimit = 1_000;
    public const int DefaultBins = 20;
    public const int MaxBins = 100;

    public static readonly RecordsParameter Fields = new("fields", "string", new(
        "Các trường cần đếm, phân cách bằng dấu phẩy: field đếm từng giá trị; field:histogram và field:log_histogram chia khoảng số; field:year, :quarter, :month, :day chia theo thời gian. Không có thì là các trường phân loại của bộ dữ liệu.",
        "The fields to count, separated by commas: field counts each value; field:histogram and field:log_histogram cut numbers into bins; field:year, :quarter, :month, :day cut dates into periods. Left out, the fields that the dataset marks as facets."))
    { Maximum = MaxFacets };

    public static readonly RecordsParameter Limit = new("limit", "integer", new(
        "Số giá trị tối đa của mỗi trường, nhiều bản ghi nhất trước; phần còn lại gộp vào other.",
        "The most values of each field, the most frequent first; the rest is counted in other."))
    { Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit };

    public static readonly RecordsParameter Bins = new("bins", "integer", new(
        "Số khoảng tối đa của histogram; mép khoảng luôn là số tròn nên thường ít hơn.",
        "The most bins of a histogram; edges are round numbers, so there are often fewer."))
    { Minimum = 2, Maximum = MaxBins, Default = DefaultBins };

    public static IReadOnlyList<RecordsParameter> All { get; } = [Fields, Limit, Bins, RecordsParameter.Search, RecordsParameter.Filter, RecordsParameter.FilterLanguage, RecordsParameter.ValidOn, RecordsParameter.BBox, RecordsParameter.Near, RecordsParameter.Version, RecordsParameter.AsOf, RecordsParameter.Language];
}
