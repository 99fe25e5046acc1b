using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>Reads <c>q</c>: a text, or an object with words for each field.</summary>
internal sealed class DatastoreWords(TableSchema schema, CkanWords words)
{
    private bool IsPlain => words.Flag("plain", standard: true);

    private JsonObject? ByField => words["q"] as JsonObject ?? (words.Text("q")?.TrimStart().StartsWith('{') == true ? words.Json("q") as JsonObject : null);

    /// <summary>The text in the portal's own words; null where it is wrong, empty where there is none.</summary>
    public string? ReadText()
    {
        var text = words.Text("full_text") ?? (ByField is null ? words.Text("q") : null) ?? "";
        return IsPlain ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(word => word.Length > 0)) : FromPostgres(text);
    }

    /// <summary>Each word is somewhere in its field.</summary>
    public Filter ReadFields()
    {
        var parts = new List<Filter>();
        foreach (var (name, value) in ByField ?? [])
        {
            if (schema.Find(name) is not { } field)
                words.Report("q", CkanWords.Invalid(name));
            else if (CkanWords.Written(value) is { Length: > 0 } text)
                parts.AddRange(text.Replace(":*", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word != "&").Select(word => InField(field, word)));
        }

        return Filter.And(parts);
    }

    /// <summary>What has no words is equal to the word, or it is not there.</summary>
    private static Filter InField(Field field, string word)
    {
        var property = new Expression.Property(field);
        if (field.Type.IsText)
            return FilterOperator.Contains.Make(property, [new Expression.Literal(word, field.Type)]);
        return field.TryParseCanonical(word, out var value) && value is not null ? FilterOperator.Eq.Make(property, [new Expression.Literal(value, field.Type)]) : new Filter.Always(false);
    }

    /// <summary>Where words are plain, no sign in them means anything.</summary>
    private static string Plain(string word) => word.Trim('"', '*').TrimStart('-').TrimStart('"');

    /// <summary>PostgreSQL's <c>a &amp; !b &amp; c:* &amp; 'a phrase'</c>.</summary>
    private string? FromPostgres(string text)
    {
        if (text.AsSpan().IndexOfAny("|()<") >= 0)
        {
            words.Report("q", "Of the operators of to_tsquery only & ! :* and quotes are understood");
            return null;
        }

        var terms = new List<string>();
        foreach (var term in text.Split('&', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var isWithout = term.StartsWith('!');
            var word = (isWithout ? term[1..] : term).Trim();
            var isPrefix = word.EndsWith(":*", StringComparison.Ordinal);
            var bare = (isPrefix ? word[..^2] : word).Trim('\'', ' ').Replace('"', ' ');
            terms.Add($"{(isWithout ? "-" : "")}\"{bare}\"{(isPrefix ? "*" : "")}");
        }

        return string.Join(' ', terms);
    }
}
