using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.AspNetCore.Routing.Matching;

namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>Says of an endpoint that it answers with a page. Where another endpoint has the same address, programs get that one.</summary>
internal sealed class ForBrowsers
{
    /// <summary>A page is wished for more than data.</summary>
    public static bool IsWished(HttpRequest request) => Negotiation.Prefers(request, "text/html", "application/json");
}

/// <summary>Chooses between a page and a document at one address by what <c>Accept</c> wishes for more.</summary>
internal sealed class BrowserPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(IsPage) && endpoints.Any(endpoint => !IsPage(endpoint));

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var (pages, others) = (false, false);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
                continue;
            if (IsPage(candidates[i].Endpoint))
                pages = true;
            else
                others = true;
        }

        if (!pages || !others)
            return Task.CompletedTask;

        var wished = ForBrowsers.IsWished(httpContext.Request);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && IsPage(candidates[i].Endpoint) != wished)
                candidates.SetValidity(i, value: false);
        }

        return Task.CompletedTask;
    }

    private static bool IsPage(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ForBrowsers>() is not null;
}
