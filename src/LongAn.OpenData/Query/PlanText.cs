using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LongAn.OpenData.Query;

/// <summary>One text for all requests that mean the same, written with lengths so that no two meanings share it.</summary>
internal sealed class PlanText
{
    private readonly StringBuilder text = new();

    public void Add(params ReadOnlySpan<object?> parts)
    {
        foreach (var part in parts)
        {
            var word = part as string ?? Convert.ToString(part, CultureInfo.InvariantCulture) ?? "";
            text.Append(word.Length).Append(':').Append(word).Append(',');
        }
    }

    public static string Digest(string text, int bytes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));

    public override string ToString() => text.ToString();
}
