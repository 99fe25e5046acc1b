using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Conformance;

internal static class ConformanceEndpoints
{
    public static void MapConformance(this RouteGroupBuilder api)
    {
        api.MapGet("/conformance", GetConformance).WithTags("Portal").WithName("GetConformance").WithSummary("Read which standards the API conforms to, and what a filter may use.")
            .WithDescription("Các lớp tương thích, hàm và toán tử của CQL2, mỗi thứ một ví dụ.\n\nConformance classes, functions and operators of CQL2, each with an example.").Produces<ConformanceDocument>().Takes().WithMetadata(new KeepsAnswers());
    }

    private static DocumentResult GetConformance() => new("conformance", modified: null, () => ConformanceDocument.Current);
}
