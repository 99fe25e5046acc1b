using System.Text;

namespace LongAn.OpenData.Tests.Support;

/// <summary>
/// What a test once answered, kept beside it as <c>{name}.golden</c> and compared byte for byte. With <c>LONGAN_UPDATE_GOLDEN=1</c>
/// the files are written anew: read their difference before committing it.
/// </summary>
internal static class GoldenFile
{
    /// <param name="folder">Under <c>tests/LongAn.OpenData.Tests</c>.</param>
    public static void Matches(string folder, string name, ReadOnlySpan<byte> actual)
    {
        var path = Path.Combine(Repository.Root, "tests", "LongAn.OpenData.Tests", folder, name + ".golden");
        if (Environment.GetEnvironmentVariable("LONGAN_UPDATE_GOLDEN") == "1")
            File.WriteAllBytes(path, actual);

        Assert.Equal(Visible(File.ReadAllBytes(path)), Visible(actual));
    }

    /// <summary>Line ends are part of what is compared, so a difference must show them.</summary>
    private static string Visible(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes).Replace("\r", "\\r", StringComparison.Ordinal);
}
