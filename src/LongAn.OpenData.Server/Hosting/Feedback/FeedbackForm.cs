using System.Globalization;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Feedback;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Feedback;

/// <summary>What a reader has filled in, unchecked: a JSON body or the form of a page.</summary>
/// <param name="Record">The record's key as it stands in its address; null or empty for the dataset as a whole.</param>
/// <param name="Contact">Null or empty where the reader does not want to be reached.</param>
internal sealed record FeedbackForm(string? Category, string? Record, string? Message, string? Contact)
{
    public const int LeastMessage = 5;
    public const int LongestMessage = 4_000;
    public const int LongestContact = 200;
    public const int LongestRecord = 1_000;

    /// <summary>The members of a body and the fields of a form.</summary>
    public static IReadOnlyList<string> Members { get; } = ["category", "record", "message", "contact"];

    /// <summary>All that can be said without looking at the dataset.</summary>
    public IEnumerable<Problem> Check()
    {
        if (FeedbackCategory.Find(Category) is null)
        {
            var names = FeedbackCategory.All.Select(category => category.Name);
            yield return new Problem(ProblemCode.FeedbackInvalid, $"category phải là một trong: {string.Join(", ", names)}.", $"category must be one of: {string.Join(", ", names)}.") { Parameter = "category", Suggestion = Nearest.To(Category ?? "", names) };
        }

        foreach (var problem in CheckText("message", Message, LeastMessage, LongestMessage).Concat(CheckText("contact", Contact, 0, LongestContact)).Concat(CheckText("record", Record, 0, LongestRecord)))
            yield return problem;
    }

    /// <summary>Bounds are in characters; those at the ends that nobody sees do not count.</summary>
    public static IEnumerable<Problem> CheckText(string name, string? text, int least, int most)
    {
        var length = Clean(text)?.Length ?? 0;
        if (length < least)
            yield return new Problem(ProblemCode.FeedbackInvalid, $"{name} phải có ít nhất {least} ký tự.", $"{name} must be at least {least} characters long.") { Parameter = name };
        if (length > most)
            yield return new Problem(ProblemCode.OverLimit, string.Create(CultureInfo.InvariantCulture, $"{name} dài nhất {most} ký tự."), string.Create(CultureInfo.InvariantCulture, $"{name} is at most {most} characters long.")) { Parameter = name, Maximum = most };
        if (text?.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) == true)
            yield return new Problem(ProblemCode.FeedbackInvalid, $"{name} có ký tự điều khiển.", $"{name} has control characters.") { Parameter = name };
    }

    /// <summary>A browser's form ends lines with CR LF.</summary>
    /// <returns>Null where nothing was said.</returns>
    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n").Trim();
}
