using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Hosting.Faults;

/// <summary>An answer of <c>application/problem+json</c> (RFC 9457): all mistakes at once, in the language of the request.</summary>
internal sealed class ProblemResult(IReadOnlyList<Problem> problems) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    private const int LongestInstance = 1_000;

    public ProblemResult(Problem problem) : this([problem]) { }

    /// <param name="code">What they are as a whole.</param>
    public ProblemResult(ProblemCode code, IReadOnlyList<Problem> problems) : this(problems) => Code = code;

    public int? StatusCode => Code.Status;

    /// <summary>Where content was looked at: how many data rows it has, and how many errors there are beside those that are listed.</summary>
    public (long Rows, long Errors)? Counts { get; init; }

    /// <summary>Where every error is, listed here or not.</summary>
    public string? AllErrors { get; init; }

    /// <summary>The descriptor that was drafted by content that came without one.</summary>
    public JsonObject? Draft { get; init; }

    public string ContentType => ProblemDocument.MediaType;

    /// <summary>The code of the only kind of mistake there is, else the one for several.</summary>
    public ProblemCode Code { get; } = problems.Select(problem => problem.Code).Distinct().Count() == 1 ? problems[0].Code : ProblemCode.InvalidRequest;

    /// <returns>After how many seconds to ask again; null where that would not help.</returns>
    public static string? RetryAfter(ProblemCode code) =>
        code.Status != StatusCodes.Status503ServiceUnavailable ? null : code == ProblemCode.TooBusy ? "1" : "30";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var request = httpContext.Request;
        var response = httpContext.Response;
        var links = httpContext.RequestServices.GetRequiredService<PortalLinks>();
        var language = RequestLanguage.Of(request);
        var path = request.PathBase.ToUriComponent() + request.Path.ToUriComponent();
        var document = new ProblemDocument
        {
            Type = links.Problem(Code.Name),
            Title = Code.Title.In(language),
            Status = Code.Status,
            Detail = string.Join(' ', problems.Take(3).Select(problem => problem.Message.In(language))),
            Instance = path.Length > LongestInstance ? path[..LongestInstance] : path,
            Code = Code.Name,
            Errors = [.. problems.Select(problem => new ProblemError(problem.Code.Name, problem.Parameter, problem.Message.In(language), problem.Suggestion, problem.Maximum, problem.At?.Line, problem.At?.Column)
            {
                Row = problem.Place?.Row,
                Field = problem.Place?.Field,
                Value = problem.Place?.Value,
                Rule = problem.Place?.Rule,
            })],
            RowCount = Counts?.Rows,
            ErrorCount = Counts?.Errors,
            AllErrors = AllErrors,
            Descriptor = Draft,
            TraceId = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier,
        };
        response.StatusCode = Code.Status;
        response.ContentType = ProblemDocument.MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = language;
        response.Headers.Vary = PortalHeaders.Vary;
        if (RetryAfter(Code) is { } seconds)
            response.Headers.RetryAfter = seconds;
        await JsonSerializer.SerializeAsync(response.Body, document, PortalJson.Indented, httpContext.RequestAborted);
    }
}

/// <summary>What is wrong, and how to mend it (RFC 9457).</summary>
internal sealed record ProblemDocument
{
    public const string MediaType = "application/problem+json";

    /// <summary>The address of a page that explains this kind of problem.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    public required string Detail { get; init; }

    /// <summary>The path that was asked; the beginning of one that is very long.</summary>
    public required string Instance { get; init; }

    /// <summary>The kind of problem; <c>invalid-request</c> where there are several kinds. Codes never change.</summary>
    public required string Code { get; init; }

    /// <summary>Every mistake, one each.</summary>
    public required IReadOnlyList<ProblemError> Errors { get; init; }

    /// <summary>Of content that was sent: its data rows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RowCount { get; init; }

    /// <summary>Of content that was sent: all its errors, of which the first 1,000 are listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ErrorCount { get; init; }

    /// <summary>Of content that was sent: where every error is, as CSV, JSON or NDJSON, for some days.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AllErrors { get; init; }

    /// <summary>Of a new dataset of which only a file was sent: the <c>datapackage.json</c> that was drafted by it, to be mended and sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Descriptor { get; init; }

    /// <summary>Names this request in the portal's log.</summary>
    public required string TraceId { get; init; }
}

/// <summary>One mistake.</summary>
/// <param name="Parameter">The parameter or path segment that is wrong.</param>
/// <param name="Suggestion">What was probably meant.</param>
/// <param name="Maximum">The largest value allowed, where a limit was passed.</param>
/// <param name="Line">Where in the parameter's text the mistake is, from 1.</param>
internal sealed record ProblemError(
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parameter,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Suggestion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Maximum,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Line,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Column)
{
    /// <summary>In content that was sent: the data row, from 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Row { get; init; }

    /// <summary>The field, or the place in the descriptor.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>The value as it was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; init; }

    /// <summary>The rule that is broken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rule { get; init; }
}
