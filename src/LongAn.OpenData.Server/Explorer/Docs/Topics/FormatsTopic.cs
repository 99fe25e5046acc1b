using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs.Topics;

/// <summary>The page that is written from <see cref="RecordFormat"/> and the options it takes.</summary>
internal static class FormatsTopic
{
    public static IReadOnlyList<DocsSection> Write(DocsSource source) =>
    [
        new(
            new("Định dạng", "Formats"),
            new("Phần đuôi của /export, hoặc format= và Accept khi đọc từng trang. Cùng một câu hỏi cho cùng các bản ghi, cùng thứ tự, ở mọi định dạng.", "The ending of /export, or format= and Accept for pages. The same question has the same records in the same order in every format."),
            new("Định dạng", "Format"), new("Kiểu nội dung", "Media type"),
            [.. RecordFormat.All.Select(row => new DocsRow(row.Name, row.Name, Text(row))
            {
                Fact = new(row.ContentType),
                Example = Export(source, row),
            })]),
        new(
            new("Tùy chọn", "Options"), null,
            new("Tùy chọn", "Option"), new("Định dạng, giá trị", "Formats, values"),
            [.. RecordsParameter.All.Where(row => row.IsOfFormat).Select(row => new DocsRow("option-" + row.Name, row.Name, row.Description)
            {
                Fact = new($"{Formats(row)}: {ParametersTopic.Facts(row).Vi}", $"{Formats(row)}: {ParametersTopic.Facts(row).In("en")}"),
                Example = Export(source, RecordFormat.All.First(format => format.Options.Contains(row)), (row.Name, row.Choices![^1])),
            })]),
    ];

    private static LocalizedText Text(RecordFormat row)
    {
        var (vi, en) = (row.Title.Vi, row.Title.In("en"));
        if (row.NeedsGeometry)
            (vi, en) = (vi + "; chỉ bộ dữ liệu có vị trí", en + "; only of datasets with a location");
        return row.HasPages ? new($"{vi}; cũng đọc được từng trang.", $"{en}; comes in pages too.") : new(vi + ".", en + ".");
    }

    private static string Formats(RecordsParameter option) => string.Join(", ", RecordFormat.All.Where(row => row.Options.Contains(option)).Select(row => row.Name));

    private static DocsExample? Export(DocsSource source, RecordFormat format, params (string Name, string Value)[] words) =>
        source.Datasets.FirstOrDefault(dataset => format.IsFor(dataset.Current)) is { } dataset ? new DocsExample($"/api/v1/datasets/{Uri.EscapeDataString(dataset.Id)}/export.{format.Name}", words) : null;
}
