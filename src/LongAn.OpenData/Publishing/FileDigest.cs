using System.Security.Cryptography;

namespace LongAn.OpenData.Publishing;

/// <summary>What a file that never changes is known by.</summary>
public static class FileDigest
{
    /// <returns>SHA-256, as hex.</returns>
    public static string Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1024 * 1024, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
