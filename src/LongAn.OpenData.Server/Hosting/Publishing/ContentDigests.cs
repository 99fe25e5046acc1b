using System.Security.Cryptography;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Hosting.Publishing;

/// <summary>
/// What a request says its content comes to (RFC 9530), compared with what arrived. Of a request with its whole content, <c>Repr-Digest</c> and
/// <c>Content-Digest</c> are of the same bytes: as they are sent, compressed where they are.
/// </summary>
internal sealed class ContentDigests : IDisposable
{
    private static readonly string[] Headers = ["Content-Digest", "Repr-Digest"];
    private readonly IncrementalHash sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
    private readonly List<(string Header, string Algorithm, byte[] Digest)> said = [];
    private bool isLong;

    /// <returns>Null where a header cannot be read.</returns>
    public static ContentDigests? Read(IHeaderDictionary headers, List<Problem> problems)
    {
        var digests = new ContentDigests();
        foreach (var header in Headers)
        {
            foreach (var part in headers[header].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!digests.TryAdd(header, part))
                    problems.Add(new Problem(ProblemCode.InvalidValue, $"{header} phải như sha-256=:…:, theo RFC 9530.", $"{header} must be like sha-256=:…:, as RFC 9530 says.") { Parameter = header });
            }
        }

        if (problems.Count == 0)
            return digests;

        digests.Dispose();
        return null;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        sha256.AppendData(bytes);
        if (isLong)
            sha512.AppendData(bytes);
    }

    /// <summary>Compares what was said with what has come.</summary>
    /// <param name="digest">The SHA-256 of what has come, hex.</param>
    public Problem? Compare(out string digest)
    {
        var (own, longer) = (sha256.GetHashAndReset(), sha512.GetHashAndReset());
        digest = Convert.ToHexStringLower(own);
        foreach (var (header, algorithm, sent) in said)
        {
            if (!(algorithm == "sha-256" ? own : longer).AsSpan().SequenceEqual(sent))
                return new Problem(ProblemCode.DigestMismatch, $"Nội dung nhận được không khớp {header}: sha-256 là {digest}.", $"What arrived does not match {header}: its sha-256 is {digest}.") { Parameter = header };
        }

        return null;
    }

    public void Dispose()
    {
        sha256.Dispose();
        sha512.Dispose();
    }

    /// <summary>Algorithms that are not known are passed over, as the RFC says.</summary>
    private bool TryAdd(string header, string part)
    {
        if (part.Split('=', 2) is not [var algorithm, [':', .. var text, ':']])
            return false;

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return false;

        var name = algorithm.ToLowerInvariant();
        if (name is "sha-256" or "sha-512")
            said.Add((header, name, bytes[..length]));
        isLong |= name == "sha-512";
        return true;
    }
}
