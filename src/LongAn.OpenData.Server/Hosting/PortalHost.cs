using System.Globalization;
using System.IO.Compression;
using System.Net;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Server.Api;
using LongAn.OpenData.Server.Explorer;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Harvest;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Feedback;
using LongAn.OpenData.Server.Hosting.Keys;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Server.Hosting.Metrics;
using LongAn.OpenData.Server.Hosting.Outbound;
using LongAn.OpenData.Server.Hosting.Publishing;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Server.Hosting.Usage;
using LongAn.OpenData.Server.Hosting.Webhooks;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>The server's services and pipeline.</summary>
internal static class PortalHost
{
    /// <summary>Longest request line Kestrel reads; what is longer than <see cref="PortalOptions.UrlBytes"/> gets a problem, past this a bare 414.</summary>
    private const int RequestLineBytes = 512 * 1024;

    /// <summary>The policy of routes that are asked by POST too (CORS); all others may be read only.</summary>
    public const string AskedByPost = "asked-by-post";

    private static readonly string[] ReadMethods = ["GET", "HEAD", "OPTIONS"];
    private static readonly string[] ExposedHeaders = ["ETag", "Link", "Last-Modified", "Content-Disposition", "Server-Timing", "Retry-After", "Content-Language", "Allow", "X-Total-Count", "X-Provenance", "X-Row-Count", "Accept-Ranges", "Content-Range", "Repr-Digest", "Content-Digest", "Location", "WWW-Authenticate", "RateLimit", "RateLimit-Policy"];

    public static WebApplicationBuilder AddPortal(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
            kestrel.Limits.MaxRequestBufferSize = 2 * RequestLineBytes;
        });
        services.AddOptions<PortalOptions>().BindConfiguration(PortalOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DatasetCatalog>();
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<OutboundConnections>();
        services.AddSingleton<WebhookLedger>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService<WebhookDispatch>();
        services.AddHarvest();
        services.AddSingleton(provider => new CatalogFile(provider.GetRequiredService<IOptions<PortalOptions>>().Value.DataDir));
        services.AddSingleton<VersionRetention>();
        services.AddSingleton(provider => new VersionLedger(provider.GetRequiredService<CatalogFile>()));
        services.AddKeys();
        services.AddPublishing();
        services.AddUsage();
        services.AddFeedback();
        services.AddPortalMetrics();
        services.AddSingleton(provider => new SqliteRecordStore(provider.GetRequiredService<IOptions<PortalOptions>>().Value.Storage));
        services.AddSingleton(ExportFaults.Watch);
        services.AddSingleton(provider => new SqliteChanges(provider.GetRequiredService<IOptions<PortalOptions>>().Value.Storage));
        services.AddSingleton<SqliteSuggester>();
        services.AddSingleton<SqliteCodeChanges>();
        services.AddHostedService<CatalogRefresh>();
        services.AddHttpContextAccessor();
        services.AddSingleton<PortalLinks>();
        services.AddExceptionHandler<PortalExceptionHandler>();
        services.AddCors(cors =>
        {
            cors.AddDefaultPolicy(AllowAnyone(ReadMethods));
            cors.AddPolicy(AskedByPost, AllowAnyone([.. ReadMethods, HttpMethods.Post]));
        });
        services.AddSingleton<IResponseCompressionProvider, AcceptedCompression>();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // answers are public and hold no secret of the caller's
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, .. RecordFormat.Paged.Select(format => format.MediaType), .. MetadataDialect.All.Select(dialect => dialect.MediaType), ProblemDocument.MediaType, "application/atom+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = PortalJson.Compact.PropertyNamingPolicy;
            json.SerializerOptions.Encoder = PortalJson.Encoder;
            foreach (var converter in PortalJson.Compact.Converters)
                json.SerializerOptions.Converters.Add(converter);
        });
        services.AddHealthChecks().AddCheck<CatalogHealth>("catalog", tags: ["ready"]);
        services.AddPortalApi();
        services.AddExplorer();
        return builder;
    }

    public static WebApplication UsePortal(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<PortalOptions>>().Value;
        UseForwarded(app, options);
        var answers = app.Services.GetRequiredService<AnswerCache>();
        app.Use(answers.GiveAsync);
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask, AllowStatusCode404Response = true });
        app.UseStatusCodePages(context => AnswerStatus(context.HttpContext));
        app.Use(AnswerHead);
        app.UseRouting();
        app.UseCors();
        app.Use((http, next) => RefuseLongUrl(http, next, options.UrlBytes));
        app.Use(RefuseUnreadableQuery);
        app.Use(AnswerOptions);
        app.Use(answers.ServeAsync);
        app.Use(app.Services.GetRequiredService<UsagePipeline>().CountAsync);
        app.MapMetrics();
        app.MapPortalApi();
        app.MapExplorer();
        return app;
    }

    private static Action<CorsPolicyBuilder> AllowAnyone(string[] methods) => policy =>
        policy.AllowAnyOrigin().WithMethods(methods).AllowAnyHeader().WithExposedHeaders(ExposedHeaders);

    private static void UseForwarded(WebApplication app, PortalOptions options)
    {
        if (options.KnownProxies.Count == 0)
            return;

        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in options.KnownProxies)
            forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        app.UseForwardedHeaders(forwarded);
    }

    private static Task RefuseLongUrl(HttpContext http, RequestDelegate next, int most)
    {
        var length = http.Request.Path.Value!.Length + http.Request.QueryString.Value!.Length;
        if (length <= most)
            return next(http);

        var text = most.ToString(CultureInfo.InvariantCulture);
        return new ProblemResult(new Problem(ProblemCode.UriTooLong, $"Địa chỉ dài nhất là {text} byte.", $"An address is at most {text} bytes long.") { Maximum = most }).ExecuteAsync(http);
    }

    /// <summary>Escapes that are no UTF-8, a lone surrogate among them, would be read as the letters of the escape.</summary>
    private static Task RefuseUnreadableQuery(HttpContext http, RequestDelegate next)
    {
        foreach (var pair in new QueryStringEnumerable(http.Request.QueryString.Value))
        {
            var isName = !EscapedText.IsUtf8(pair.EncodedName.Span);
            if (isName || !EscapedText.IsUtf8(pair.EncodedValue.Span))
                return new ProblemResult(new Problem(ProblemCode.InvalidValue, "Địa chỉ có byte không phải UTF-8.", "The address has bytes that are not UTF-8.") { Parameter = isName ? null : pair.DecodeName().ToString() }).ExecuteAsync(http);
        }

        return next(http);
    }

    /// <summary>What the server itself refuses.</summary>
    private static Task AnswerStatus(HttpContext http)
    {
        if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = Allowed(http.Response.Headers.Allow.ToString());
        return ProblemPages.Of(http, http.GetEndpoint(), ProblemStatus.For(http.Response.StatusCode, http.Request)).ExecuteAsync(http);
    }

    /// <summary>OPTIONS that is no CORS preflight: says what may be done. No route takes OPTIONS, so routing has found what refuses it and knows better.</summary>
    private static async Task AnswerOptions(HttpContext http, RequestDelegate next)
    {
        if (!HttpMethods.IsOptions(http.Request.Method) || http.GetEndpoint() is not { } endpoint)
        {
            await next(http);
            return;
        }

        if (endpoint is not RouteEndpoint)
            await endpoint.RequestDelegate!(http);
        http.Response.Headers.Allow = Allowed(http.Response.Headers.Allow.ToString());
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Whoever may GET may HEAD, and everybody may ask for OPTIONS.</summary>
    /// <param name="routed">What the routes of the path take; empty where they take anything, which they answer as GET.</param>
    private static string Allowed(string routed)
    {
        var methods = routed.Length == 0 ? [HttpMethods.Get] : routed.Split(',', StringSplitOptions.TrimEntries);
        return string.Join(", ", methods.SelectMany(method => method == HttpMethods.Get ? [method, HttpMethods.Head] : (string[])[method]).Append(HttpMethods.Options).Distinct());
    }

    /// <summary>HEAD is GET without its body, which the server leaves out by itself.</summary>
    private static Task AnswerHead(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
            http.Items[HeadRequest.Key] = true;
        }

        return next(http);
    }
}
