namespace LongAn.OpenData.Text;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    private const int LongestCompared = 64;

    /// <returns>The closest candidate within a third of the word's length (at least 2 edits), or null.</returns>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestCompared)
            return null;

        var wanted = VietnameseText.Fold(word);
        var best = Math.Max(2, wanted.Length / 3) + 1;
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            if (candidate.Length > LongestCompared)
                continue;

            var distance = Distance(wanted, VietnameseText.Fold(candidate));
            if (distance >= best || distance >= wanted.Length)
                continue;

            best = distance;
            nearest = candidate;
        }

        return nearest;
    }

    /// <summary>Edits between two words: insert, delete, replace and swap of neighbours each count one.</summary>
    private static int Distance(string a, string b)
    {
        var beforeLast = new int[b.Length + 1];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }
}
