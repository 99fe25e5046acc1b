using LongAn.OpenData.Server.Hosting.Metadata;

namespace LongAn.OpenData.Server.Explorer.Docs.Topics;

/// <summary>The page that is written from <see cref="PortalService"/> and <see cref="MetadataDialect"/>.</summary>
internal static class DialectsTopic
{
    public static IReadOnlyList<DocsSection> Write(DocsSource source) =>
    [
        new(
            new("Giao thức", "Protocols"),
            new("Cùng các bản ghi, cho chương trình đã biết một giao thức khác.", "The same records, for programs that already speak another protocol."),
            new("Địa chỉ", "Address"), new("Chuẩn", "Standard"),
            [.. PortalService.All.Select(row => new DocsRow(row.Name, row.Path, new($"{row.Title.Vi}: {row.Description.Vi}", $"{row.Title.In("en")}: {row.Description.In("en")}"))
            {
                Fact = new(row.StandardTitle),
                Example = new DocsExample(row.Probe),
                Link = row.Standard,
            })]),
        new(
            new("Mô tả bộ dữ liệu", "Descriptions of datasets"),
            new("Mỗi bộ dữ liệu được mô tả bằng các từ vựng mà máy tìm kiếm, danh mục quốc gia và công cụ dữ liệu đọc được.", "Each dataset is described in the vocabularies that search engines, national catalogs and data tools read."),
            new("Từ vựng", "Vocabulary"), new("Kiểu nội dung", "Media type"),
            [.. MetadataDialect.All.Select(row => new DocsRow($"{row.Name}-{row.Path[(row.Path.LastIndexOf('.') + 1)..]}", row.Path, row.Title)
            {
                Fact = new(row.MediaType),
                Example = source.Datasets.Count == 0 ? null : new DocsExample(row.Path.Replace("{id}", Uri.EscapeDataString(source.Datasets[0].Id), StringComparison.Ordinal)),
            })]),
    ];
}
