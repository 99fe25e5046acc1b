using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Explorer.Found;
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
        if (!isPage)
            return new ProblemResult(problems);

        return endpoint is null && problems is [{ Code: var code }] && code == ProblemCode.NotFound ? Nowhere(http) : Page(problems);
    }

    /// <summary>There is no page at the address: those that may have been meant.</summary>
    private static PageResult<ProblemPage> Nowhere(HttpContext http)
    {
        var shown = ProblemMessages.Cut(http.Request.Path.ToUriComponent());
        var problem = new Problem(ProblemCode.NotFound, $"Không có trang nào ở {shown}.", $"There is no page at {shown}.");
        var near = NearestPages.To(http.Request.Path.Value ?? "", http.RequestServices.GetRequiredService<DatasetCatalog>());
        return new PageResult<ProblemPage>("", modified: null, ProblemModel.Of([problem]) with { Near = near }) { Status = ProblemCode.NotFound.Status };
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
    /// <summary>Pages that may have been meant.</summary>
    public IReadOnlyList<NearPage> Near { get; init; } = [];

    internal static ProblemModel Of(IReadOnlyList<Problem> problems)
    {
        var code = new ProblemResult(problems).Code;
        return new ProblemModel(code.Status, code.Title, problems);
    }
}
