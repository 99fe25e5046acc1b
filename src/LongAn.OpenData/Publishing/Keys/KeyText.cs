using System.Security.Cryptography;
using System.Text;

namespace LongAn.OpenData.Publishing.Keys;

/// <summary>
/// A key as its publisher has it: <c>lak_&lt;id&gt;_&lt;secret&gt;</c>, letters and digits alone, so that a double click takes it whole and a scanner
/// for secrets knows it. The secret is 43 letters of 62, 256 bits: nobody guesses it, so one SHA-256 is kept of it and no slow hash.
/// </summary>
internal readonly record struct KeyText(string Id, string Secret)
{
    private const string Prefix = "lak";
    private const int IdLength = 10;
    private const int SecretLength = 43;
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static KeyText Make() => new(RandomNumberGenerator.GetString(Letters[..10] + Letters[36..], IdLength), RandomNumberGenerator.GetString(Letters, SecretLength));

    /// <returns>Null for what cannot be a key.</returns>
    public static KeyText? Parse(string text) => text.Split('_') is [Prefix, { Length: IdLength } id, { Length: SecretLength } secret] ? new KeyText(id, secret) : null;

    /// <summary>What is kept of the secret.</summary>
    public byte[] Digest() => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    public override string ToString() => $"{Prefix}_{Id}_{Secret}";
}
