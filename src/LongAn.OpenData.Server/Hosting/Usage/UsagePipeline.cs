using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Hosting.Usage;

/// <summary>
/// Counts answers as they are made. Those that are kept know what they count as and count themselves when they are given again, before
/// routing: see <see cref="Answers.Answer"/>.
/// </summary>
internal sealed class UsagePipeline(UsageCounter counter, DatasetCatalog catalog)
{
    private const string FirstByte = "bytes 0-";

    /// <summary>The last before the endpoint. What is counted is counted before its first byte is sent, so that whoever has an answer is in the counts.</summary>
    public Task CountAsync(HttpContext http, RequestDelegate next)
    {
        if (http.IsHead())
            return next(http);

        if (KindOf(http) is { } kind && http.Request.RouteValues["id"] is string id && catalog.Find(id) is not null)
            http.Features.Set(new UsageMark(counter, kind, id));
        http.Response.OnStarting(Count, http);
        return next(http);
    }

    private static Task Count(object state)
    {
        var http = (HttpContext)state;
        if (IsUse(http.Response) && http.Features.Get<UsageMark>() is { } mark)
            mark.TallyOf(http).Add();
        return Task.CompletedTask;
    }

    private static UsageKind? KindOf(HttpContext http) => HttpMethods.IsGet(http.Request.Method) ? http.GetEndpoint()?.Metadata.GetMetadata<Counts>()?.Kind : null;

    /// <summary>A part of a file counts where it is its beginning, so that a download that went on where it had ended is one.</summary>
    private static bool IsUse(HttpResponse response) => response.StatusCode switch
    {
        StatusCodes.Status200OK or StatusCodes.Status304NotModified => true,
        StatusCodes.Status206PartialContent => response.Headers.ContentRange.ToString().StartsWith(FirstByte, StringComparison.Ordinal),
        _ => false,
    };
}
