using System.Security.Cryptography;
using System.Text;

namespace LongAn.OpenData.Publishing.Feedback;

/// <summary>
/// What whoever reported something shows to read how far it is: <c>fbt_</c> and 128 random bits in hex, of which a digest is kept. It is
/// nobody's name: two reports of one person have nothing in common.
/// </summary>
public static class FeedbackTicket
{
    private const string Prefix = "fbt_";
    private const int RandomBytes = 16;

    public static string Make() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    internal static byte[] Digest(string ticket) => SHA256.HashData(Encoding.UTF8.GetBytes(ticket));
}
