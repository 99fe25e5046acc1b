using LongAn.OpenData.Text;

namespace LongAn.OpenData.Publishing.Feedback;

/// <summary>How far a publisher is with what a reader has reported: one row each.</summary>
public sealed record FeedbackState(string Name, LocalizedText Title)
{
    public static readonly FeedbackState Received = new("received", new("Đã tiếp nhận", "Received"));
    public static readonly FeedbackState InProgress = new("in-progress", new("Đang xử lý", "In progress"));

    /// <summary>From here on everybody may read it, but for the contact.</summary>
    public static readonly FeedbackState Answered = new("answered", new("Đã trả lời", "Answered"));

    public static IReadOnlyList<FeedbackState> All { get; } = [Received, InProgress, Answered];

    public static FeedbackState? Find(string? name) => All.FirstOrDefault(state => state.Name == name);

    public override string ToString() => Name;
}
