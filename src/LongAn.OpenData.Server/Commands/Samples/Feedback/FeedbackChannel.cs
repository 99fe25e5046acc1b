using System.Text;

namespace LongAn.OpenData.Server.Commands.Samples.Feedback;

/// <summary>How many cases of a hundred come over a channel. The newspaper names the first two; the shares are invented.</summary>
internal sealed record FeedbackChannel(string Code, int Share)
{
    public static Shares<FeedbackChannel> Shares { get; } = new("channels", new FeedbackChannel[]
    {
        new("hotline_1022", 42),
        new("app_long_an_so", 35),
        new("web_portal", 10),
        new("zalo", 9),
        new("email", 4),
    }.Select(channel => (channel, channel.Share)));

    public byte[] Utf8Code { get; } = Encoding.UTF8.GetBytes(Code);
}
