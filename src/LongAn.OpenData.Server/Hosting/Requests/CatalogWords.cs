using System.Text.RegularExpressions;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>The words that a dataset is found by, and where they stand in what is said of it.</summary>
internal static partial class CatalogWords
{
    /// <summary>Where words may stand, the most telling first; one row each.</summary>
    private static readonly IReadOnlyList<Func<Dataset, IEnumerable<string>>> Places =
    [
        dataset => [dataset.Id, .. Both(dataset.Description.Title)],
        dataset => Both(dataset.Description.Description),
        dataset => [.. dataset.Description.Keywords, .. Both(dataset.Description.Publisher.Title), .. dataset.Schema.Fields.SelectMany(field => Both(field.Title))],
    ];

    /// <summary>Folded: case, tones and đ do not matter.</summary>
    public static IReadOnlyList<string> In(string text) => Split(VietnameseText.Fold(text));

    /// <summary>As they are written.</summary>
    public static IReadOnlyList<string> Split(string text) => [.. NotInWords().Split(text).Where(word => word.Length > 0)];

    /// <summary>All words of a dataset, as they are written.</summary>
    public static IEnumerable<string> Of(Dataset dataset) => Places.SelectMany(place => place(dataset)).SelectMany(Split);

    /// <summary>How far from the title the words stand: 0 where all of them begin words of it.</summary>
    /// <param name="asked">Folded.</param>
    /// <returns>Null where one of them begins no word of the dataset.</returns>
    public static int? Distance(Dataset dataset, IReadOnlyList<string> asked)
    {
        if (asked.Count == 0)
            return 0;

        var places = Places.Select(place => place(dataset).SelectMany(In).ToArray()).ToArray();
        var distances = asked.Select(word => Array.FindIndex(places, words => Array.Exists(words, other => other.StartsWith(word, StringComparison.Ordinal)))).ToArray();
        return distances.Contains(-1) ? null : distances.Sum();
    }

    private static IEnumerable<string> Both(LocalizedText text) => [text.Vi, text.In("en")];

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NotInWords();
}
