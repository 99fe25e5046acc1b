using System.Text;

namespace LongAn.OpenData.Server.Commands.Samples.Feedback;

/// <summary>What a case is about.</summary>
/// <param name="Title">A phrase that a place can follow.</param>
/// <param name="Detail">A sentence.</param>
internal sealed record FeedbackMatter(string Title, string Detail)
{
    public byte[] Utf8Title { get; } = Encoding.UTF8.GetBytes(Title);

    public byte[] Utf8Detail { get; } = Encoding.UTF8.GetBytes(Detail);
}
