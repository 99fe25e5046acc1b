using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Feedback;
using LongAn.OpenData.Server.Hosting.Feedback;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Feedback;

/// <summary>What a reader reports.</summary>
/// <param name="Category">One of the categories at <c>/api/v1/feedback</c>.</param>
/// <param name="Record">The key of the record that is meant, as it stands in the record's address; left out for the dataset as a whole.</param>
/// <param name="Message">What is wrong, in plain text; everybody may read it once it is answered.</param>
/// <param name="Contact">How to reach the reader: for the publisher alone.</param>
internal sealed record FeedbackRequest(string Category, string? Record, string Message, string? Contact)
{
    private const string Example = "{\"category\": \"wrong-value\", \"record\": \"794\", \"message\": \"…\"}";

    /// <returns>Null where it cannot be read; the problems say why.</returns>
    public static async Task<FeedbackForm?> ReadAsync(HttpRequest http, List<Problem> problems)
    {
        if (await JsonBody.ReadAsync(http, FeedbackForm.Members, Example, problems) is not { } body)
            return null;

        string? Text(string name) => JsonBody.Text(body, name, problems);
        return new FeedbackForm(Text("category"), Text("record"), Text("message"), Text("contact"));
    }
}

/// <summary>What a publisher does about a report; a member that is left out leaves a thing as it is.</summary>
/// <param name="State"><c>received</c>, <c>in-progress</c> or <c>answered</c>; an answer alone makes it <c>answered</c>.</param>
/// <param name="Answer">In plain text, for everybody.</param>
/// <param name="Listed">False keeps an answered report from everybody but who wrote it, such as for what it says of people.</param>
internal sealed record FeedbackAnswerRequest(string? State, string? Answer, bool? Listed)
{
    private const string Example = "{\"state\": \"answered\", \"answer\": \"…\"}";
    private static readonly string[] Members = ["state", "answer", "listed"];

    /// <param name="entry">As it is now.</param>
    /// <returns>Null where something is wrong, all of which is in the problems.</returns>
    public static async Task<FeedbackChange?> ReadAsync(HttpRequest http, FeedbackEntry entry, List<Problem> problems)
    {
        if (await JsonBody.ReadAsync(http, Members, Example, problems) is not { } body)
            return null;

        var answer = FeedbackForm.Clean(JsonBody.Text(body, "answer", problems));
        if (body.ContainsKey("answer"))
            problems.AddRange(FeedbackForm.CheckText("answer", answer, 1, FeedbackForm.LongestMessage));
        var named = JsonBody.Text(body, "state", problems);
        var state = named is null ? answer is null ? null : FeedbackState.Answered : FeedbackState.Find(named);
        if (named is not null && state is null)
            problems.Add(new Problem(ProblemCode.FeedbackInvalid, $"state phải là một trong: {string.Join(", ", FeedbackState.All)}.", $"state must be one of: {string.Join(", ", FeedbackState.All)}.") { Parameter = "state", Suggestion = Text.Nearest.To(named, FeedbackState.All.Select(row => row.Name)) });
        if (state == FeedbackState.Answered && (answer ?? entry.Answer) is null)
            problems.Add(new Problem(ProblemCode.FeedbackInvalid, "answered cần answer: trả lời điều gì.", "answered needs an answer.") { Parameter = "answer" });
        bool? listed = body["listed"]?.GetValueKind() switch { System.Text.Json.JsonValueKind.True => true, System.Text.Json.JsonValueKind.False => false, _ => null };
        if (body["listed"] is not null && listed is null)
            problems.Add(new Problem(ProblemCode.InvalidValue, "listed phải là true hoặc false.", "listed must be true or false.") { Parameter = "listed" });
        return problems.Count == 0 ? new FeedbackChange(state, answer, listed) : null;
    }
}
