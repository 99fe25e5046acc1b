using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>What a search asks of a package, as a tree. How well a package meets it is a number; 0 is not at all.</summary>
internal abstract record SolrQuery
{
    /// <summary>How well the package meets it.</summary>
    public abstract double Score(PackageFacts package);

    public bool Matches(PackageFacts package) => Score(package) > 0;

    public sealed record Everything : SolrQuery
    {
        public override double Score(PackageFacts package) => 1;
    }

    public sealed record All(IReadOnlyList<SolrQuery> Parts) : SolrQuery
    {
        public override double Score(PackageFacts package)
        {
            var sum = 0.0;
            foreach (var part in Parts)
            {
                if (part.Score(package) is not (> 0 and var score))
                    return 0;
                sum += score;
            }

            return sum;
        }
    }

    public sealed record Any(IReadOnlyList<SolrQuery> Parts) : SolrQuery
    {
        public override double Score(PackageFacts package) => Parts.Sum(part => part.Score(package));
    }

    public sealed record Not(SolrQuery Part) : SolrQuery
    {
        public override double Score(PackageFacts package) => Part.Matches(package) ? 0 : 0.001;
    }

    /// <summary>Says which packages are wanted and not how much.</summary>
    public sealed record Filtering(SolrQuery Part) : SolrQuery
    {
        public override double Score(PackageFacts package) => Part.Matches(package) ? double.Epsilon : 0;
    }

    /// <summary>The package has any value there.</summary>
    public sealed record Exists(PackageField Field) : SolrQuery
    {
        public override double Score(PackageFacts package) => package.Of(Field.Name).Count > 0 ? 1 : 0;
    }

    /// <summary>A word or a phrase, anywhere or in one field; <c>*</c> and <c>?</c> stand for letters.</summary>
    public sealed record Term(PackageField? Field, string Text) : SolrQuery
    {
        private readonly string words = PackageFacts.FoldedWords(Text);
        private readonly string pattern = VietnameseText.Fold(Text);
        private readonly bool hasWildcards = Text.AsSpan().ContainsAny('*', '?');

        public override double Score(PackageFacts package) => Field is not null
            ? In(package, Field)
            : PackageField.All.Where(field => field.IsInText || field.Name == "text").Max(field => In(package, field));

        private double In(PackageFacts package, PackageField field)
        {
            var isThere = field.IsWords
                ? hasWildcards ? package.HasWordLike(field.Name, pattern) : words.Length > 0 && package.HasWords(field.Name, words)
                : package.Of(field.Name).Any(value => Wildcard.Matches(pattern, VietnameseText.Fold(value)));
            return isThere ? field.Weight : 0;
        }
    }

    /// <summary>Null for no bound.</summary>
    public sealed record Range(PackageField Field, string? Low, bool HasLow, string? High, bool HasHigh) : SolrQuery
    {
        public override double Score(PackageFacts package) => package.Of(Field.Name).Any(IsWithin) ? 1 : 0;

        private bool IsWithin(string value) =>
            (Low is null || string.CompareOrdinal(value, Low) is var below && (below > 0 || (below == 0 && HasLow)))
            && (High is null || string.CompareOrdinal(value, High) is var above && (above < 0 || (above == 0 && HasHigh)));
    }
}

/// <summary>A pattern with <c>*</c> for any letters and <c>?</c> for one.</summary>
internal static class Wildcard
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (star, behind) = (-1, 0);
        var (p, t) = (0, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, behind) = (p++, t);
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++behind);
            else
                return false;
        }

        return pattern[p..].TrimEnd('*').IsEmpty;
    }
}
