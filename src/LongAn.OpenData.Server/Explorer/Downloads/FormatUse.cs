using LongAn.OpenData.Formats;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Downloads;

/// <summary>Which program a format is for, in a line: for people who choose between them.</summary>
internal static class FormatUse
{
    private static readonly Dictionary<RecordFormat, LocalizedText> Texts = new()
    {
        [RecordFormat.Csv] = new("Bảng tính và mọi ngôn ngữ lập trình", "Spreadsheets and every programming language"),
        [RecordFormat.Xlsx] = new("Excel, LibreOffice; mã giữ nguyên số 0 ở đầu, kèm từ điển dữ liệu", "Excel, LibreOffice; codes keep their zeros, with the data dictionary"),
        [RecordFormat.Json] = new("Lập trình: mọi bản ghi trong một mảng", "Programs: all records in one array"),
        [RecordFormat.Ndjson] = new("Lập trình, đọc dần từng dòng", "Programs that read a line at a time"),
        [RecordFormat.GeoJson] = new("QGIS, bản đồ trên web", "QGIS and maps on the web"),
        [RecordFormat.Parquet] = new("pandas, R, DuckDB, Spark: nhỏ và nhanh", "pandas, R, DuckDB, Spark: small and fast"),
        [RecordFormat.Sqlite] = new("Truy vấn SQL ngay trên máy của bạn", "SQL on your own machine"),
    };

    /// <summary>Those that most people open first.</summary>
    public static IEnumerable<RecordFormat> Sort(IEnumerable<RecordFormat> formats) => formats.OrderBy(format => format == RecordFormat.Csv ? 0 : format == RecordFormat.Xlsx ? 1 : 2);

    public static LocalizedText Of(RecordFormat format) => Texts.GetValueOrDefault(format, format.Title);
}
