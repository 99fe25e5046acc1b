using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>Runs an action and answers in CKAN's envelope; with <c>callback</c>, as the script that older web pages ask for (JSONP).</summary>
internal sealed partial class CkanResult(CkanAction action, CkanWords words) : IResult
{
    public const string ContentType = "application/json;charset=utf-8";
    private const string ScriptType = "application/javascript;charset=utf-8";
    private static readonly string Build = typeof(CkanResult).Module.ModuleVersionId.ToString("N");

    public static string HelpAddress(PortalLinks links, string action) => $"{links.Root}/api/3/action/help_show?name={Uri.EscapeDataString(action)}";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var links = services.GetRequiredService<PortalLinks>();
        var catalog = services.GetRequiredService<CkanCatalog>().Current;
        var isRead = HttpMethods.IsGet(httpContext.Request.Method);
        var tag = AnswerTag.Of(Build, catalog.Digest, links.Self);
        var isKept = isRead && !httpContext.Request.QueryString.Value!.Contains("NOW", StringComparison.Ordinal); // what is asked about now is another thing a second later
        if (isKept && PortalHeaders.Holds(httpContext, tag) && PortalHeaders.IsNotModified(httpContext, tag, modified: null, isPinned: false))
            return;

        var callback = isRead ? httpContext.Request.Query["callback"].ToString() : "";
        var answer = callback.Length > 0 && !Identifier().IsMatch(callback)
            ? CkanError.Validation("callback", "Must be the name of a function")
            : await action.Run(new CkanCall(words, catalog, links, services.GetRequiredService<SqliteRecordStore>(), httpContext));
        if (answer is CkanError error)
        {
            await new CkanErrorResult(error, action.Name).ExecuteAsync(httpContext);
            return;
        }

        httpContext.Response.ContentType = callback.Length > 0 ? ScriptType : ContentType;
        httpContext.Response.Headers.XContentTypeOptions = "nosniff";
        if (!isKept)
            httpContext.Response.Headers.CacheControl = "no-store";
        else if (PortalHeaders.IsNotModified(httpContext, tag, modified: null, isPinned: false))
            return;

        var before = Encoding.UTF8.GetBytes($"{(callback.Length > 0 ? callback + "(" : "")}{{\"help\":{JsonSerializer.Serialize(HelpAddress(links, action.Name), PortalJson.Compact)},\"success\":true,\"result\":");
        var after = callback.Length > 0 ? "});"u8.ToArray() : "}"u8.ToArray();
        if (answer is DatastoreAnswer records)
            await records.WriteAsync(httpContext, before, after);
        else
            await WriteAsync(httpContext, before, answer, after);
    }

    private static async Task WriteAsync(HttpContext http, byte[] before, object? document, byte[] after)
    {
        using var buffer = new PooledBuffer();
        buffer.Write(before);
        using (var json = JsonRecordWriter.MakeWriter(buffer))
            JsonSerializer.Serialize(json, document, PortalJson.Compact);
        buffer.Write(after);
        await Answer.SendAsync(http, buffer.Written);
    }

    [GeneratedRegex(@"^[A-Za-z_$][\w$.]{0,100}$", RegexOptions.ECMAScript)]
    private static partial Regex Identifier();
}
