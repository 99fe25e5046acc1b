using CsCheck;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Tests.Engine.Query;

public sealed class PrefixCoverTests
{
    /// <summary>Few, so that words share beginnings; one of them is two code units.</summary>
    private static readonly string[] Letters = ["a", "b", "1", "ữ", "😀"];

    private static readonly Gen<string> Words = Gen.Int[0, 4].Array[0, 6].Select(letters => string.Concat(letters.Select(letter => Letters[letter])));

    [Fact]
    public void The_parts_match_the_words_of_the_prefix_and_no_others() =>
        Gen.Select(Words, Words.HashSet[0, 600], Gen.Long[1, 1_000_000].Array[600]).Sample((prefix, words, counts) =>
        {
            IndexedWord[] known = [.. words.Where(word => word.Length > 0).Zip(counts).Select(pair => new IndexedWord(pair.First, pair.Second))];
            IndexedWord[] wanted = [.. known.Where(word => word.Text.StartsWith(prefix, StringComparison.Ordinal))];

            var parts = PrefixCover.Of(prefix, wanted);

            Assert.All(known, word => Assert.Equal(wanted.Contains(word), parts.Any(part => part.IsPrefix ? word.Text.StartsWith(part.Text, StringComparison.Ordinal) : word.Text == part.Text)));
            Assert.True(parts.Count < PrefixCover.MostParts + 10, $"{parts.Count} parts");
        }, iter: 300);

    [Fact]
    public void Few_words_are_written_out()
    {
        var parts = PrefixCover.Of("c", [new("cong", 9), new("c", 1), new("cty", 5)]);

        Assert.Equal([new("c", false), new("cong", false), new("cty", false)], parts.OrderBy(part => part.Text, StringComparer.Ordinal));
    }

    [Fact]
    public void Of_many_words_the_frequent_are_written_out()
    {
        var parts = PrefixCover.Of("1", [.. Enumerable.Range(1_000, 1_000).Select(number => new IndexedWord($"{number}", number == 1_777 ? 1_000_000 : 1))]);

        Assert.Contains(new PrefixPart("1777", false), parts);
        Assert.Contains(parts, part => part.IsPrefix);
    }
}
