using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace LongAn.OpenData.Server.Hosting.Faults;

/// <summary>Our own faults: logged once, here, and answered without internals.</summary>
internal sealed partial class PortalExceptionHandler(ILogger<PortalExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException or IOException && httpContext.RequestAborted.IsCancellationRequested)
            return true; // the client has left: nobody to answer

        var problem = ToProblem(exception, httpContext);
        var route = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint; // the request itself no longer has it
        await (route?.Metadata.GetMetadata<TellsFaults>()?.Shape(problem) ?? ProblemPages.Of(httpContext, route, problem)).ExecuteAsync(httpContext);
        return true;
    }

    private Problem ToProblem(Exception exception, HttpContext http)
    {
        switch (exception)
        {
            case TimeoutException:
                QueryTooSlow(http.Request.Path, http.Request.QueryString.Value);
                return new Problem(ProblemCode.QueryTooSlow, "Truy vấn chạy quá lâu nên đã bị dừng; hãy thêm điều kiện lọc, hoặc lọc và sắp xếp theo các trường có chỉ mục.", "The query ran too long and was stopped; add conditions, or filter and sort by indexed fields.");
            case StoreBusyException:
                return new Problem(ProblemCode.TooBusy, "Quá nhiều yêu cầu cùng lúc; hãy thử lại sau một giây.", "Too many requests at once; try again in a second.");
            case StoreFullException:
                NoRoom(exception, http.Request.Path, http.Request.QueryString.Value);
                return new Problem(ProblemCode.NoRoom, "Máy chủ không còn chỗ trên đĩa để làm tệp này; hãy thử lại sau, hoặc lấy định dạng khác (CSV, NDJSON) vì chúng được truyền dần.", "The server has no room on its disk to make this file; try again later, or take another format (CSV, NDJSON), which is streamed.");
            case VersionGoneException gone when http.RequestServices.GetRequiredService<DatasetCatalog>().Find(gone.Dataset)?.FindVersion(gone.Number) is null: // else its file was lost, and that is our fault
                return new Problem(ProblemCode.VersionRemoved, $"Phiên bản {gone.Number} của {gone.Dataset} không còn được giữ.", $"Version {gone.Number} of {gone.Dataset} is no longer kept.") { Parameter = "version" };
            case BadHttpRequestException bad:
                return ProblemStatus.For(bad.StatusCode, http.Request);
            default:
                Unhandled(exception, http.Request.Method, http.Request.Path);
                return new Problem(ProblemCode.InternalError, "Lỗi của cổng dữ liệu; đã được ghi lại.", "The fault is the portal's; it has been logged.");
        }
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void Unhandled(Exception exception, string method, PathString path);

    [LoggerMessage(LogLevel.Error, "The disk has no room for {Path}{Query}")]
    private partial void NoRoom(Exception exception, PathString path, string? query);

    [LoggerMessage(LogLevel.Warning, "Query past its deadline: {Path}{Query}")]
    private partial void QueryTooSlow(PathString path, string? query);
}
