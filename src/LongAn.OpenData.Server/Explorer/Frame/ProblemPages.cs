using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>Problems as pages, for those who ask as browsers do.</summary>
internal static class ProblemPages
{
    /// <returns>A page where a page was asked for: at an address of the explorer, or where there is nothing at all and a browser asks; else <c>application/problem+json</c>.</returns>
    public static IResult Of(HttpContext http, Endpoint? endpoint, params IReadOnlyList<Problem> problems)
    {
        var isPage = endpoint is null
            ? ForBrowsers.IsWished(http.Request) && !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            : endpoint.Metadata.GetMetadata<ForBrowsers>() is not null;
        return isPage ? Page(problems) : new ProblemResult(problems);
    }

    /// <summary>A page that says what is wrong, and where to go on.</summary>
    public static IResult Page(params IReadOnlyList<Problem> problems)
    {
        var model = ProblemModel.Of(problems);
        return new PageResult<ProblemPage>("", modified: null, model) { Status = model.Status };
    }
}

/// <summary>What went wrong.</summary>
public sealed record ProblemModel(int Status, LocalizedText Title, IReadOnlyList<Problem> Problems)
{
    internal static ProblemModel Of(IReadOnlyList<Problem> problems)
    {
        var code = new ProblemResult(problems).Code;
        return new ProblemModel(code.Status, code.Title, problems);
    }
}
