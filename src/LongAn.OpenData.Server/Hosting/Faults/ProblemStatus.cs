using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Hosting.Faults;

/// <summary>Problems for statuses that the server itself gives: unknown routes, methods, sizes.</summary>
internal static class ProblemStatus
{
    public static Problem For(int status, HttpRequest request)
    {
        var path = request.Path.ToUriComponent();
        var shown = path.Length > 100 ? path[..100] + "…" : path;
        return status switch
        {
            404 => new(ProblemCode.NotFound, $"Không có gì ở {shown}. Bắt đầu từ /api/v1 hoặc /swagger.", $"There is nothing at {shown}. Start at /api/v1 or /swagger.") { Suggestion = "/api/v1" },
            405 => new(ProblemCode.MethodNotAllowed, $"{request.Method} không dùng được ở đây.", $"{request.Method} is not allowed here."),
            406 => new(ProblemCode.NotAcceptable, "Không có định dạng được yêu cầu.", "None of the accepted formats is available."),
            412 => new(ProblemCode.PreconditionFailed, "Điều kiện If-Match hoặc If-Unmodified-Since không đúng.", "If-Match or If-Unmodified-Since does not hold."),
            413 => new(ProblemCode.ContentTooLarge, "Nội dung gửi lên quá lớn.", "What was sent is too large."),
            414 => new(ProblemCode.UriTooLong, "Địa chỉ quá dài.", "The address is too long."),
            415 => new(ProblemCode.UnsupportedMediaType, "Không hỗ trợ kiểu nội dung này.", "This media type is not supported."),
            416 => new(ProblemCode.RangeNotSatisfiable, "Đoạn được yêu cầu nằm ngoài tệp; Content-Range cho biết tệp dài bao nhiêu.", "The range is outside the file; Content-Range says how long it is.") { Parameter = "Range" },
            431 => new(ProblemCode.HeadersTooLarge, "Phần đầu yêu cầu quá lớn.", "The request's headers are too large."),
            < 500 => new(ProblemCode.InvalidRequest, "Yêu cầu không đọc được.", "The request cannot be read."),
            503 => new(ProblemCode.TooBusy, "Máy chủ đang bận.", "The server is busy."),
            _ => new(ProblemCode.InternalError, "Lỗi nội bộ.", "Internal error."),
        };
    }
}
