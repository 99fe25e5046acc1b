using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>The parameters that a document takes, said in the route table; anything else is a mistake and is told.</summary>
internal static class QueryNames
{
    private const string Language = "lang";
    private static readonly string[] Languages = ["vi", "en"];

    /// <summary>Answers with the mistakes where the query has parameters beside these and <c>lang</c>.</summary>
    /// <param name="names">Rows of <see cref="RecordsParameter"/>.</param>
    public static TBuilder Takes<TBuilder>(this TBuilder route, params string[] names) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new TakesParameters([.. RecordsParameter.All.Where(row => row.Name == Language || names.Contains(row.Name)).Select(QueryParameter.Of)]))
            .AddEndpointFilter((context, next) => Check(context.HttpContext.Request.Query, [.. names, Language]) is { Count: > 0 } problems
                ? ValueTask.FromResult<object?>(new ProblemResult(problems))
                : next(context));

    /// <summary>Names that are not known or occur twice, and a language there is not.</summary>
    /// <param name="mayRepeat">Names that may be given more than once.</param>
    public static IReadOnlyList<Problem> Check(IQueryCollection query, IReadOnlyList<string> known, params IReadOnlyList<string> mayRepeat)
    {
        var problems = new List<Problem>();
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name))
                problems.Add(Unknown(name, Nearest.To(name, known)));
            else if (values.Count > 1 && !mayRepeat.Contains(name))
                problems.Add(new Problem(ProblemCode.RepeatedParameter, $"{name} chỉ được dùng một lần.", $"{name} may be given once only.") { Parameter = name });
        }

        if (query.TryGetValue(Language, out var language) && !Languages.Contains(language[0]))
            problems.Add(new Problem(ProblemCode.InvalidValue, "lang phải là một trong: vi, en.", "lang must be one of: vi, en.") { Parameter = Language, Suggestion = Nearest.To(language[0] ?? "", Languages) });
        return problems;
    }

    private static Problem Unknown(string name, string? meant)
    {
        var shown = ProblemMessages.Cut(name);
        return new Problem(
            ProblemCode.UnknownParameter,
            $"Không có tham số «{shown}».{ProblemMessages.MeantVi(meant)}",
            $"There is no parameter \"{shown}\".{ProblemMessages.MeantEn(meant)}")
        { Parameter = name, Suggestion = meant };
    }
}
