using LongAn.OpenData.Text;

namespace LongAn.OpenData.Publishing.Keys;

/// <summary>What a key may be used for: one row each. A name never means anything else.</summary>
public sealed record KeyScope(string Name, LocalizedText Description)
{
    public static readonly KeyScope Publish = new("publish", new("Đăng nội dung của bộ dữ liệu, sửa và xóa bản ghi.", "Publish the content of datasets, change and delete records."));
    public static readonly KeyScope Describe = new("describe", new("Sửa phần mô tả.", "Change what is said about datasets."));
    public static readonly KeyScope Rollback = new("rollback", new("Quay về phiên bản trước.", "Go back to an earlier version."));
    public static readonly KeyScope Log = new("log", new("Đọc nhật ký.", "Read the log."));
    public static readonly KeyScope Answer = new("answer", new("Đọc và trả lời phản ánh của người dùng, kèm cách liên hệ.", "Read and answer what readers report, contacts included."));
    public static readonly KeyScope Create = new("create", new("Tạo bộ dữ liệu mới.", "Make new datasets."));

    public static IReadOnlyList<KeyScope> All { get; } = [Publish, Describe, Rollback, Log, Answer, Create];

    /// <summary>What a key is given where nothing is said: all that concerns the datasets there are.</summary>
    public static IReadOnlyList<KeyScope> Usual { get; } = [Publish, Describe, Rollback, Log, Answer];

    public static KeyScope? Find(string name) => All.FirstOrDefault(scope => scope.Name == name);

    public override string ToString() => Name;
}
