using LongAn.OpenData.Text;

namespace LongAn.OpenData.Publishing.Feedback;

/// <summary>What readers may find wrong with a dataset: one row each. A name never means anything else.</summary>
public sealed record FeedbackCategory(string Name, LocalizedText Title)
{
    public static IReadOnlyList<FeedbackCategory> All { get; } =
    [
        new("wrong-value", new("Giá trị sai", "A value is wrong")),
        new("missing", new("Thiếu dữ liệu", "Something is missing")),
        new("outdated", new("Dữ liệu đã cũ", "It is out of date")),
        new("duplicate", new("Bị trùng lặp", "Something is there twice")),
        new("unclear", new("Khó hiểu", "It is not clear what something means")),
        new("file", new("Tệp hoặc định dạng không dùng được", "A file or format cannot be used")),
        new("personal-data", new("Lộ dữ liệu cá nhân", "It shows personal data")),
        new("other", new("Việc khác", "Something else")),
    ];

    public static FeedbackCategory? Find(string? name) => All.FirstOrDefault(category => category.Name == name);

    public override string ToString() => Name;
}
