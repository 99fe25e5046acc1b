using System.Text.Json.Nodes;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Faults;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>A mistake as CKAN tells it: a status, and an object with <c>__type</c>, or a bare text where the request could not be read.</summary>
/// <param name="Body">An object stands in the envelope, anything else alone.</param>
internal sealed record CkanError(int Status, JsonNode Body)
{
    /// <summary>After how many seconds to ask again; null where that would not help.</summary>
    public string? RetryAfter { get; private init; }

    /// <summary>The request cannot be read.</summary>
    public static CkanError BadRequest(string message, int status = 400) => new(status, JsonValue.Create($"Bad request - {message}"));

    public static CkanError UnknownAction(string name)
    {
        var meant = Text.Nearest.To(name, CkanAction.All.Select(action => action.Name));
        return BadRequest($"Action name not known: {ProblemMessages.Cut(name)}{(meant is null ? "" : $" (did you mean {meant}?)")}");
    }

    public static CkanError NotFound(string? what = null) => Typed(404, "Not Found Error", what is null ? "Not found" : $"Not found: {what}");

    public static CkanError Denied(string action) => Typed(403, "Authorization Error", $"Access denied: {ProblemMessages.Cut(action)} changes the portal, which is read-only here");

    public static CkanError SearchQuery(string message) => Typed(400, "Search Query Error", $"Search Query is invalid: {message}");

    /// <summary>The portal's own fault, or that it is busy: CKAN's clients know the type as one that is nobody's request.</summary>
    public static CkanError Fault(Problem problem) =>
        Typed(problem.Code.Status, problem.Code.Status == StatusCodes.Status500InternalServerError ? "Internal Server Error" : "Service Unavailable Error", problem.Message.In("en")) with { RetryAfter = ProblemResult.RetryAfter(problem.Code) };

    public static CkanError Validation(string parameter, string message) => Validation([KeyValuePair.Create(parameter, message)]);

    /// <summary>All mistakes at once, by parameter.</summary>
    public static CkanError Validation(IEnumerable<KeyValuePair<string, string>> mistakes)
    {
        var body = new JsonObject();
        foreach (var group in mistakes.GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal))
            body[group.Key] = new JsonArray([.. group.Select(message => JsonValue.Create(message))]);
        body["__type"] = "Validation Error";
        return new CkanError(409, body);
    }

    private static CkanError Typed(int status, string type, string message) => new(status, new JsonObject { ["message"] = message, ["__type"] = type });
}
