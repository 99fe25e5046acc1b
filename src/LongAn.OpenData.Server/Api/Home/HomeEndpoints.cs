using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace LongAn.OpenData.Server.Api.Home;

internal static class HomeEndpoints
{
    public static void MapHome(this WebApplication app)
    {
        app.MapGet("/", GetLinks).ExcludeFromDescription();
        app.MapGet("/api/v1", GetLinks).WithTags("Portal").WithName("GetLinks").WithSummary("List the ways into the API.")
            .WithDescription("Các địa chỉ để bắt đầu.\n\nThe addresses to start from.").Produces<PortalDocument>().Takes();
        app.MapGet("/problems", ListProblems).WithTags("Portal").WithName("ListProblems").WithSummary("List every kind of problem the API answers with.")
            .WithDescription("Mã lỗi không bao giờ đổi tên hay đổi nghĩa.\n\nA code is never renamed and never means anything else.").Produces<ProblemsDocument>().Takes();
        app.MapGet("/problems/{code}", GetProblem).WithTags("Portal").WithName("GetProblem").WithSummary("Explain one kind of problem.")
            .WithDescription("Nơi mà type của mọi câu trả lời lỗi trỏ tới.\n\nWhere the type of every problem answer points to.").Produces<ProblemKind>().Takes();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
    }

    private static DocumentResult GetLinks(PortalLinks links) => new DocumentResult("links", modified: null, () => PortalDocument.Of(links));

    private static DocumentResult ListProblems() => new DocumentResult("problems", modified: null, () => new ProblemsDocument([.. ProblemCode.All.Select(ProblemKind.Of)]));

    private static IResult GetProblem(string code) => ProblemCode.Find(code) is { } kind
        ? new DocumentResult("problem" + code, modified: null, () => ProblemKind.Of(kind))
        : new ProblemResult(new Problem(ProblemCode.NotFound, "Không có mã lỗi này.", "There is no such problem code.") { Parameter = "code", Suggestion = Nearest.To(code, ProblemCode.All.Select(row => row.Name)) });
}

/// <summary>The ways into the portal.</summary>
internal sealed record PortalDocument(LocalizedText Title, IReadOnlyDictionary<string, string> Links)
{
    public static PortalDocument Of(PortalLinks links) => new(
        PortalIdentity.Title,
        new Dictionary<string, string>
        {
            ["self"] = links.Root + "/api/v1",
            ["datasets"] = links.Root + "/api/v1/datasets",
            ["dcat"] = links.Root + "/catalog",
            ["schema_org"] = links.Root + "/schema-org.jsonld",
            ["api_catalog"] = links.Root + "/.well-known/api-catalog",
            ["conformance"] = links.Root + "/api/v1/conformance",
            ["ogc"] = links.Root + "/ogc",
            ["swagger"] = links.Root + "/swagger",
            ["openapi"] = links.Root + "/openapi/portal.json",
            ["problems"] = links.Root + "/problems",
            ["health"] = links.Root + "/health/ready",
        });
}

/// <summary>A kind of problem.</summary>
/// <param name="Code">Never changes, never means anything else.</param>
/// <param name="Status">The HTTP status it is answered with.</param>
internal sealed record ProblemKind(string Code, int Status, LocalizedText Title)
{
    public static ProblemKind Of(ProblemCode code) => new(code.Name, code.Status, code.Title);
}

/// <summary>Every kind of problem.</summary>
internal sealed record ProblemsDocument(IReadOnlyList<ProblemKind> Problems);
