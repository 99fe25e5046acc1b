using LongAn.OpenData.Server.Explorer.Assets;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace LongAn.OpenData.Server.Explorer.Frame;

/// <summary>A page, rendered whole on the server; it is only rendered when the reader does not have it yet.</summary>
/// <typeparam name="TPage">A component with a parameter <c>Model</c>.</typeparam>
/// <param name="digest">Differs whenever what is shown differs, but for language, addresses and this build.</param>
/// <param name="modified">When what it shows last changed; null where nothing in the portal's data says so.</param>
internal sealed class PageResult<TPage>(string digest, DateTimeOffset? modified, Func<CancellationToken, ValueTask<object>> make) : IResult where TPage : IComponent
{
    private static readonly string Build = typeof(TPage).Module.ModuleVersionId.ToString();

    public PageResult(string digest, DateTimeOffset? modified, object model) : this(digest, modified, _ => ValueTask.FromResult(model)) { }

    /// <summary>A page that is no 200 has no validators and is not kept.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The request names a version, so what is shown never changes.</summary>
    public bool IsPinned { get; init; }

    /// <summary>What is shown follows from more than the request and the catalog, so each reader has it made anew.</summary>
    public bool IsFresh { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var page = services.GetRequiredService<PageContext>();
        var response = httpContext.Response;
        PageHeaders.Set(response, services);
        if (Status == StatusCodes.Status200OK && !IsFresh)
        {
            var tag = AnswerTag.Of(Build, services.GetRequiredService<ExplorerAssets>().Digest, typeof(TPage).Name, digest, page.Language, services.GetRequiredService<PortalLinks>().Self);
            if (PortalHeaders.IsNotModified(httpContext, tag, modified, IsPinned))
                return;
        }
        else
        {
            response.Headers.CacheControl = "no-store";
            response.Headers.Vary = PortalHeaders.Vary;
        }

        var model = await make(httpContext.RequestAborted);
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model });
        using var html = new PooledBuffer();
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TPage>(parameters);
            await using var writer = new PageWriter(html);
            root.WriteHtmlTo(writer);
        });
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentLanguage = page.Language;
        await Answer.SendAsync(httpContext, html.Written);
    }
}
