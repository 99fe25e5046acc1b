using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>What is said to have been expected where a filter goes wrong.</summary>
internal static class Cql2Expected
{
    public const string Value = "value";
    public const string Operator = "operator";

    private static readonly Dictionary<string, LocalizedText> Titles = new(StringComparer.Ordinal)
    {
        [Value] = new("một giá trị (trường, số, 'chữ', hàm hoặc ngoặc)", "a value (a field, a number, 'text', a function or a parenthesis)"),
        [Operator] = new("một toán tử", "an operator"),
        ["name"] = new("tên trường", "a field name"),
        ["text"] = new("'chữ'", "'text'"),
        ["number"] = new("một số", "a number"),
        ["shape"] = new("một hình", "a shape"),
        ["end of input"] = new("kết thúc", "the end"),
    };

    private static readonly LocalizedText Continuation = new("một toán tử, AND, OR hoặc kết thúc", "an operator, AND, OR or the end");

    /// <param name="expectations">As Superpower gives them: names, or examples between backticks.</param>
    public static LocalizedText Of(IEnumerable<string>? expectations)
    {
        LocalizedText[] titles = [.. (expectations ?? []).Distinct().Select(Title)];
        return titles.Length == 0
            ? Continuation
            : new LocalizedText(string.Join(" hoặc ", titles.Select(title => title.Vi)), string.Join(" or ", titles.Select(title => title.En)));
    }

    private static LocalizedText Title(string expectation)
    {
        var word = expectation.Trim('`');
        return Titles.GetValueOrDefault(word) ?? new LocalizedText(word, word);
    }
}
