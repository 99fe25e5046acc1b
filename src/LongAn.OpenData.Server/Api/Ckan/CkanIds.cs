using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>The UUIDs that CKAN's clients know things by: made of names that never change (RFC 9562, version 5), so they never change either.</summary>
internal static class CkanIds
{
    private static readonly Guid Portal = new("6f0e5a2c-0f3b-5d1e-9a57-4c6f6e67616e");

    public static string Package(string dataset) => Make($"dataset:{dataset}");

    public static string Resource(string dataset, string format) => Make($"resource:{dataset}/{format}");

    public static string Organization(string publisher) => Make($"organization:{publisher}");

    public static string Group(string theme) => Make($"group:{theme}");

    public static string Tag(string keyword) => Make($"tag:{keyword}");

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Version 5 is made with SHA-1, and nothing is kept secret by it.")]
    private static string Make(string name)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData([.. Portal.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
