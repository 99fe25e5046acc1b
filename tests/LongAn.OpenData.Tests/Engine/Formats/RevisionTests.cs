using System.Globalization;
using System.Security.Cryptography;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Engine.Formats;

/// <summary>
/// A kept export is made anew where the revision of its format is another, so whoever changes what a writer writes must raise it.
/// <c>revisions.txt</c> says at which revision the golden files of a format were as they are: format, revision, SHA-256 of them all.
/// </summary>
public sealed class RevisionTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "LongAn.OpenData.Tests", "Engine", "Formats");

    public static TheoryData<string> Formats => [.. RecordFormat.All.Select(format => format.Name)];

    [Theory, MemberData(nameof(Formats))]
    public void What_a_format_writes_changes_with_its_revision_only(string name)
    {
        var format = RecordFormat.Find(name)!;
        var known = File.ReadLines(Path.Combine(Folder, "revisions.txt")).FirstOrDefault(line => line.StartsWith(name + ' ', StringComparison.Ordinal)) ?? "";
        var actual = Line(format);
        var revision = known.Split(' ') is [_, var number, _] ? int.Parse(number, CultureInfo.InvariantCulture) : 0;

        Assert.True(
            known == actual,
            format.Revision > revision
                ? $"{name} has a new revision: write \"{actual}\" in revisions.txt."
                : $"{name} is not written as it was at revision {revision}. Raise its Revision in RecordFormat to {revision + 1}, so that kept files are made anew, and write the line "
                    + $"of this test in revisions.txt then. Where the writer writes what it wrote, and only the records of the tests are others, write \"{actual}\" there.");
    }

    /// <summary>Line ends and names count, so that no file can take another's place.</summary>
    private static string Line(RecordFormat format)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(Folder, $"*.{format.Name}.golden").Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file) + '\n'));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{format.Name} {format.Revision} {Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }
}
