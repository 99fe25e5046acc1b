using System.Text;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Api.WellKnown;

/// <summary>What programs look for at the same address everywhere.</summary>
internal static class WellKnownEndpoints
{
    private const string PlainText = "text/plain; charset=utf-8";

    public static void MapWellKnown(this WebApplication app)
    {
        app.MapGet(ApiCatalog.Path, GetApiCatalog).WithTags("Portal").WithName("GetApiCatalog").WithSummary("List the services of the portal for programs (RFC 9727).")
            .WithDescription("Các dịch vụ của cổng và mô tả của chúng, dạng linkset.\n\nThe portal's services and their descriptions, as a linkset.").Produces<ApiCatalog>(StatusCodes.Status200OK, ApiCatalog.MediaType).Takes();
        app.MapGet("/.well-known/security.txt", GetSecurity).ExcludeFromDescription().Takes();
        app.MapGet("/robots.txt", GetRobots).ExcludeFromDescription().Takes();
    }

    private static DocumentResult GetApiCatalog(HttpResponse response, PortalLinks links)
    {
        response.Headers.Link = PortalHeaders.Links(("api-catalog", links.Root + ApiCatalog.Path));
        return new DocumentResult("api-catalog", modified: null, () => ApiCatalog.Of(links)) { ContentType = ApiCatalog.ContentType };
    }

    private static IResult GetSecurity(IOptions<PortalOptions> options, PortalLinks links) => SecurityText.Of(options.Value, links) is { } text
        ? new WrittenResult(text, modified: null, PlainText, () => Encoding.UTF8.GetBytes(text))
        : new ProblemResult(new Problem(ProblemCode.NotFound, "Chưa có địa chỉ liên hệ về an toàn thông tin.", "No security contact is configured."));

    private static WrittenResult GetRobots(PortalLinks links)
    {
        var text = RobotsText.Of(links);
        return new WrittenResult(text, modified: null, PlainText, () => Encoding.UTF8.GetBytes(text));
    }
}
