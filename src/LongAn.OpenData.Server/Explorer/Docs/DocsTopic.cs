using LongAn.OpenData.Server.Explorer.Docs.Topics;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs;

/// <summary>The pages of the guide: one row each.</summary>
/// <param name="Path">Without the portal's prefix.</param>
/// <param name="Summary">What one finds there.</param>
public sealed record DocsTopic(string Path, LocalizedText Title, LocalizedText Summary)
{
    /// <summary>Writes the page's tables; null for the page that leads to the others.</summary>
    internal Func<DocsSource, IReadOnlyList<DocsSection>>? Write { get; private init; }

    public static readonly DocsTopic Overview = new("/docs", new("Bắt đầu", "Getting started"), new("Yêu cầu đầu tiên trong một phút.", "Your first request in a minute."));

    public static IReadOnlyList<DocsTopic> All { get; } =
    [
        Overview,
        new("/docs/parameters", new("Tham số", "Parameters"), new("Chọn, sắp xếp, phân trang và định dạng bản ghi.", "Choose, sort, page and format records.")) { Write = ParametersTopic.Write },
        new("/docs/operators", new("Toán tử lọc", "Filter operators"), new("Những gì hỏi được ở một trường.", "What a field can be asked.")) { Write = OperatorsTopic.Write },
        new("/docs/cql2", new("Biểu thức CQL2", "CQL2 expressions"), new("Điều kiện kết hợp bằng AND, OR, NOT; không gian và thời gian.", "Conditions joined by AND, OR and NOT; space and time.")) { Write = Cql2Topic.Write },
        new("/docs/aggregates", new("Nhóm và thống kê", "Groups and measures"), new("Đếm, cộng, trung bình theo nhóm; khoảng và thời kỳ.", "Count, add and average by group; bins and periods.")) { Write = AggregatesTopic.Write },
        new("/docs/formats", new("Định dạng", "Formats"), new("CSV, Excel, JSON, GeoJSON, Parquet, SQLite và tùy chọn của chúng.", "CSV, Excel, JSON, GeoJSON, Parquet, SQLite and their options.")) { Write = FormatsTopic.Write },
        new("/docs/limits", new("Giới hạn, bộ nhớ đệm, phiên bản", "Limits, caching, versions"), new("Các con số đang có hiệu lực ở cổng này.", "The figures in force at this portal.")) { Write = LimitsTopic.Write },
        new("/docs/dialects", new("Chuẩn và giao thức", "Standards and protocols"), new("CKAN, OGC API, DCAT-AP, schema.org, Data Package.", "CKAN, OGC API, DCAT-AP, schema.org, Data Package.")) { Write = DialectsTopic.Write },
        new("/problems", new("Mã lỗi", "Problem codes"), new("Mỗi lỗi nghĩa là gì và sửa thế nào.", "What each problem means and how to mend it.")) { Write = ProblemsTopic.Write },
    ];
}
