using LongAn.OpenData.Text;

namespace LongAn.OpenData.Publishing.Usage;

/// <summary>What somebody did with a dataset: one row each.</summary>
public sealed record UsageKind
{
    private UsageKind(string name, string vi, string en, string countsVi, string countsEn)
    {
        Name = name;
        Title = new LocalizedText(vi, en);
        Counts = new LocalizedText(countsVi, countsEn);
    }

    /// <summary>As it is kept and answered; never changes.</summary>
    public string Name { get; }

    public LocalizedText Title { get; }

    /// <summary>What is counted as one.</summary>
    public LocalizedText Counts { get; }

    public static readonly UsageKind View = new("view", "Lượt xem", "Views", "một trang của bộ dữ liệu được mở", "a page of the dataset that was opened");

    public static readonly UsageKind Call = new("call", "Lượt gọi API", "Calls", "một câu trả lời của API, kể cả 304", "an answer of the API, a 304 among them");

    public static readonly UsageKind Download = new("download", "Lượt tải", "Downloads", "một tệp được tải từ byte đầu", "a file that was sent from its first byte");

    public static IReadOnlyList<UsageKind> All { get; } = [View, Call, Download];

    public static UsageKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    public override string ToString() => Name;
}
