using System.Globalization;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs.Topics;

/// <summary>The page that is written from <see cref="Cql2Capability"/>, <see cref="Cql2Operator"/> and <see cref="Cql2Limits"/>.</summary>
internal static class Cql2Topic
{
    private static readonly Dictionary<Cql2Group, LocalizedText> Groups = new()
    {
        [Cql2Group.Logic] = new("Kết hợp điều kiện", "Joining conditions"),
        [Cql2Group.Comparison] = new("So sánh", "Comparing"),
        [Cql2Group.Arithmetic] = new("Tính toán", "Calculating"),
        [Cql2Group.Character] = new("Chữ", "Text"),
        [Cql2Group.Temporal] = new("Thời gian", "Time"),
        [Cql2Group.Spatial] = new("Không gian", "Space"),
        [Cql2Group.Literal] = new("Giá trị", "Values"),
        [Cql2Group.Array] = new("Mảng", "Arrays"),
    };

    private static readonly LocalizedText Refused = new("chưa hỗ trợ", "not supported");

    public static IReadOnlyList<DocsSection> Write(DocsSource source) =>
    [
        .. Cql2Operator.All.GroupBy(row => row.Group).Select(group => new DocsSection(
            Groups[group.Key], null, new("Toán tử", "Operator"), null,
            [.. group.Select(row => new DocsRow("cql2-" + row.Name, row.Name, row.IsSupported ? row.Title : new($"{row.Title.Vi} ({Refused.Vi})", $"{row.Title.In("en")} ({Refused.In("en")})"))
            {
                Example = row.IsSupported ? Example(source, row.Example, Cql2Filter.TextLanguage) : null,
            })])),
        new(
            new("Lớp tuân thủ (OGC 21-065r2)", "Conformance classes (OGC 21-065r2)"), null, new("Lớp", "Class"), new("Có đủ", "Complete"),
            [.. Cql2Capability.All.Select(row => new DocsRow(null, row.Uri[(row.Uri.LastIndexOf('/') + 1)..], row.Note is { } note ? new($"{row.Title.Vi}. {note.Vi}", $"{row.Title.In("en")}. {note.In("en")}") : row.Title)
            {
                Fact = row.IsComplete ? new("có", "yes") : new("không", "no"),
                Example = row.Example is { } example ? Example(source, example, example.StartsWith('{') ? Cql2Filter.JsonLanguage : Cql2Filter.TextLanguage) : null,
            })]),
        new(
            new("Giới hạn của một biểu thức", "How large an expression may be"), null, new("Giới hạn", "Limit"), new("Nhiều nhất", "At most"),
            [
                Limit("text", new("Ký tự", "Characters"), Cql2Limits.MaxText),
                Limit("depth", new("Ngoặc, hàm và NOT lồng nhau", "Parentheses, calls and NOTs inside one another"), Cql2Limits.MaxDepth),
                Limit("operations", new("Toán tử và hàm", "Operators and functions"), Cql2Limits.MaxOperations),
                Limit("list", new("Giá trị trong một danh sách", "Values in a list"), Cql2Limits.MaxList),
                Limit("wildcards", new("Dấu % trong một mẫu", "% in a pattern"), Cql2Limits.MaxWildcards),
                Limit("shapes", new("Hình trong một biểu thức", "Shapes in one expression"), Cql2Limits.MaxShapes),
                Limit("points", new("Điểm trong một hình", "Points in one shape"), Cql2Limits.MaxPoints),
            ]),
    ];

    private static DocsRow Limit(string name, LocalizedText text, int most) => new(null, name, text) { Fact = new(most.ToString(CultureInfo.InvariantCulture)) };

    private static DocsExample? Example(DocsSource source, string filter, string language) =>
        source.Records(_ => language == Cql2Filter.TextLanguage ? [("filter", filter)] : [("filter", filter), ("filter_lang", language)]);
}
