using LongAn.OpenData.Text;

namespace LongAn.OpenData.Problems;

/// <summary>
/// The kinds of problem the portal reports: one row each. A code is for ever: it is never renamed and never reused.
/// </summary>
public sealed record ProblemCode
{
    private static readonly Dictionary<string, ProblemCode> ByName = new(StringComparer.Ordinal);

    private ProblemCode(string name, int status, string titleVi, string titleEn)
    {
        Name = name;
        Status = status;
        Title = new LocalizedText(titleVi, titleEn);
        ByName.Add(name, this);
    }

    /// <summary>kebab-case; the last part of the problem's <c>type</c>.</summary>
    public string Name { get; }

    /// <summary>The HTTP status it is answered with.</summary>
    public int Status { get; }

    public LocalizedText Title { get; }

    public static IEnumerable<ProblemCode> All => ByName.Values;

    public static ProblemCode? Find(string name) => ByName.GetValueOrDefault(name);

    // The request
    public static readonly ProblemCode InvalidRequest = new("invalid-request", 400, "Yêu cầu có lỗi", "The request has mistakes");
    public static readonly ProblemCode UnknownParameter = new("unknown-parameter", 400, "Không có tham số này", "There is no such parameter");
    public static readonly ProblemCode RepeatedParameter = new("repeated-parameter", 400, "Tham số chỉ được dùng một lần", "The parameter is given more than once");
    public static readonly ProblemCode UnknownField = new("unknown-field", 400, "Không có trường này", "There is no such field");
    public static readonly ProblemCode UnknownOperator = new("unknown-operator", 400, "Không có toán tử này", "There is no such operator");
    public static readonly ProblemCode OperatorNotForType = new("operator-not-for-type", 400, "Toán tử không dùng được cho kiểu này", "The operator does not fit the field's type");
    public static readonly ProblemCode InvalidValue = new("invalid-value", 400, "Giá trị không hợp lệ", "The value is not valid");
    public static readonly ProblemCode OverLimit = new("over-limit", 400, "Vượt quá giới hạn", "Over the limit");
    public static readonly ProblemCode OptionNotForFormat = new("option-not-for-format", 400, "Tùy chọn không dùng được cho định dạng này", "The option does not fit the format");
    public static readonly ProblemCode FilterSyntax = new("filter-syntax", 400, "Biểu thức lọc sai cú pháp", "The filter cannot be read");
    public static readonly ProblemCode FilterUnsupported = new("filter-unsupported", 400, "Biểu thức lọc dùng điều chưa được hỗ trợ", "The filter uses something that is not supported");
    public static readonly ProblemCode FilterType = new("filter-type", 400, "Biểu thức lọc dùng giá trị khác kiểu", "The filter puts values together that do not fit");
    public static readonly ProblemCode FilterTooComplex = new("filter-too-complex", 400, "Biểu thức lọc quá phức tạp", "The filter is too complex");
    public static readonly ProblemCode InvalidCursor = new("invalid-cursor", 400, "Con trỏ không hợp lệ", "The cursor is not valid");
    public static readonly ProblemCode CursorOfAnotherQuery = new("cursor-of-another-query", 400, "Con trỏ thuộc về truy vấn khác", "The cursor belongs to another query");
    public static readonly ProblemCode NotFound = new("not-found", 404, "Không tìm thấy", "Not found");
    public static readonly ProblemCode UnknownDataset = new("unknown-dataset", 404, "Không có bộ dữ liệu này", "There is no such dataset");
    public static readonly ProblemCode UnknownVersion = new("unknown-version", 404, "Không có phiên bản này", "There is no such version");
    public static readonly ProblemCode UnknownRecord = new("unknown-record", 404, "Không có bản ghi này", "There is no such record");
    public static readonly ProblemCode UnknownFile = new("unknown-file", 404, "Không phải tệp được lưu ở đây", "No file that is kept here");
    public static readonly ProblemCode MethodNotAllowed = new("method-not-allowed", 405, "Phương thức không được phép", "The method is not allowed");
    public static readonly ProblemCode NotAcceptable = new("not-acceptable", 406, "Không có định dạng được yêu cầu", "None of the accepted formats is available");
    public static readonly ProblemCode PreconditionFailed = new("precondition-failed", 412, "Điều kiện của yêu cầu không đúng", "A condition of the request does not hold");
    public static readonly ProblemCode ContentTooLarge = new("content-too-large", 413, "Nội dung quá lớn", "The content is too large");
    public static readonly ProblemCode UriTooLong = new("uri-too-long", 414, "Địa chỉ quá dài", "The address is too long");
    public static readonly ProblemCode UnsupportedMediaType = new("unsupported-media-type", 415, "Không hỗ trợ kiểu nội dung", "The media type is not supported");
    public static readonly ProblemCode RangeNotSatisfiable = new("range-not-satisfiable", 416, "Đoạn được yêu cầu nằm ngoài tệp", "The range is outside the file");
    public static readonly ProblemCode HeadersTooLarge = new("headers-too-large", 431, "Phần đầu yêu cầu quá lớn", "The request's headers are too large");

    // Versions
    public static readonly ProblemCode VersionRemoved = new("version-removed", 410, "Phiên bản không còn được giữ", "The version is no longer kept");
    public static readonly ProblemCode NotServedYet = new("not-served-yet", 404, "Lúc đó bộ dữ liệu chưa được công bố", "The dataset was not published yet at that time");
    public static readonly ProblemCode ChangesNotComparable = new("changes-not-comparable", 409, "Hai phiên bản không so sánh được", "The two versions cannot be compared");

    // Webhooks
    public static readonly ProblemCode WebhookInvalid = new("webhook-invalid", 400, "Đăng ký webhook không hợp lệ", "The webhook cannot be read");
    public static readonly ProblemCode WebhookRefused = new("webhook-refused", 422, "Địa chỉ webhook bị từ chối", "The webhook's address is refused");
    public static readonly ProblemCode WebhookUnverified = new("webhook-unverified", 422, "Địa chỉ webhook không trả lời thử thách", "The webhook's address did not answer the challenge");
    public static readonly ProblemCode WebhookLimit = new("webhook-limit", 409, "Đã có quá nhiều webhook", "There are too many webhooks");
    public static readonly ProblemCode UnknownWebhook = new("unknown-webhook", 404, "Không có webhook này, hoặc sai bí mật", "There is no such webhook, or the secret is wrong");

    // The server
    public static readonly ProblemCode InternalError = new("internal-error", 500, "Lỗi nội bộ", "Internal error");
    public static readonly ProblemCode QueryTooSlow = new("query-too-slow", 503, "Truy vấn quá lâu", "The query took too long");
    public static readonly ProblemCode NoRoom = new("no-room", 503, "Máy chủ hết chỗ trên đĩa", "The server has no room on its disk");
    public static readonly ProblemCode TooBusy = new("too-busy", 503, "Máy chủ đang bận", "The server is busy");

    // Keys and publishing
    public static readonly ProblemCode DigestMismatch = new("digest-mismatch", 400, "Nội dung nhận được không khớp mã băm gửi kèm", "What arrived does not match the digest that was sent");
    public static readonly ProblemCode KeyRequired = new("key-required", 401, "Cần khóa API", "An API key is needed");
    public static readonly ProblemCode KeyUnknown = new("key-unknown", 401, "Không có khóa API này", "There is no such API key");
    public static readonly ProblemCode KeyExpired = new("key-expired", 401, "Khóa API đã hết hạn", "The API key has expired");
    public static readonly ProblemCode KeyRevoked = new("key-revoked", 401, "Khóa API đã bị thu hồi", "The API key has been revoked");
    public static readonly ProblemCode ScopeMissing = new("scope-missing", 403, "Khóa API không có quyền này", "The API key lacks this scope");
    public static readonly ProblemCode OtherPublisher = new("other-publisher", 403, "Của nhà xuất bản khác", "It is another publisher's");
    public static readonly ProblemCode KeyNotForDataset = new("key-not-for-dataset", 403, "Khóa API không dùng cho bộ dữ liệu này", "The API key is not for this dataset");
    public static readonly ProblemCode UnknownPublisher = new("unknown-publisher", 404, "Không có nhà xuất bản này", "There is no such publisher");
    public static readonly ProblemCode UnknownJob = new("unknown-job", 404, "Không có việc này", "There is no such job");
    public static readonly ProblemCode UnknownReport = new("unknown-report", 404, "Không có báo cáo này", "There is no such report");
    public static readonly ProblemCode PublishInProgress = new("publish-in-progress", 409, "Đang có việc đăng khác", "Another publish is in progress");
    public static readonly ProblemCode IdempotencyInProgress = new("idempotency-in-progress", 409, "Yêu cầu cùng Idempotency-Key đang chạy", "A request with the same Idempotency-Key is running");
    public static readonly ProblemCode ContentRejected = new("content-rejected", 422, "Nội dung có lỗi nên không được đăng", "The content has errors and is not published");
    public static readonly ProblemCode IdempotencyMismatch = new("idempotency-mismatch", 422, "Idempotency-Key đã dùng cho yêu cầu khác", "The Idempotency-Key was used for another request");
    public static readonly ProblemCode DescriptorNeeded = new("descriptor-needed", 422, "Bộ dữ liệu mới cần phần mô tả trước", "A new dataset must be described first");
    public static readonly ProblemCode ChangesInvalid = new("changes-invalid", 422, "Các thay đổi có lỗi", "The changes have mistakes");
    public static readonly ProblemCode PreconditionRequired = new("precondition-required", 428, "Cần nêu phiên bản được thay", "The version to replace must be named");
    public static readonly ProblemCode TooManyRequests = new("too-many-requests", 429, "Quá nhiều yêu cầu sai", "Too many wrong requests");

    // What readers report
    public static readonly ProblemCode FeedbackInvalid = new("feedback-invalid", 400, "Phản ánh chưa hợp lệ", "The report is not complete");
    public static readonly ProblemCode UnknownFeedback = new("unknown-feedback", 404, "Không có phản ánh này, hoặc chưa được xem", "There is no such report, or it may not be read yet");
    public static readonly ProblemCode FeedbackLimit = new("feedback-limit", 429, "Gửi quá nhiều phản ánh", "Too much was reported");

    // The descriptor of a dataset
    public static readonly ProblemCode DescriptorMissing = new("descriptor-missing", 422, "Thiếu datapackage.json", "There is no datapackage.json");
    public static readonly ProblemCode DescriptorUnreadable = new("descriptor-unreadable", 422, "Không đọc được datapackage.json", "datapackage.json cannot be read");
    public static readonly ProblemCode DescriptorInvalid = new("descriptor-invalid", 422, "datapackage.json không hợp lệ", "datapackage.json is not valid");
    public static readonly ProblemCode DescriptorUnsupported = new("descriptor-unsupported", 422, "datapackage.json dùng điều chưa được hỗ trợ", "datapackage.json uses something that is not supported");
    public static readonly ProblemCode DuplicateDataset = new("duplicate-dataset", 422, "Trùng mã bộ dữ liệu", "Two datasets have the same id");
    public static readonly ProblemCode UnknownReference = new("unknown-reference", 422, "Khóa ngoại trỏ tới nơi không tồn tại", "A foreign key points nowhere");

    // The data of a dataset
    public static readonly ProblemCode DataMissing = new("data-missing", 422, "Thiếu tệp dữ liệu", "A data file is missing");
    public static readonly ProblemCode DataUnreadable = new("data-unreadable", 422, "Không đọc được tệp dữ liệu", "A data file cannot be read");
    public static readonly ProblemCode UndecodableBytes = new("undecodable-bytes", 422, "Có byte không giải mã được", "Bytes cannot be decoded");
    public static readonly ProblemCode HeaderMismatch = new("header-mismatch", 422, "Dòng tiêu đề không khớp lược đồ", "The header does not match the schema");
    public static readonly ProblemCode RowShape = new("row-shape", 422, "Dòng có số ô sai", "A row has the wrong number of cells");
    public static readonly ProblemCode RowSyntax = new("row-syntax", 422, "Dòng sai cú pháp CSV", "A row breaks the CSV syntax");
    public static readonly ProblemCode TypeMismatch = new("type-mismatch", 422, "Giá trị không đúng kiểu", "A value is not of its field's type");
    public static readonly ProblemCode ConstraintBroken = new("constraint-broken", 422, "Giá trị vi phạm ràng buộc", "A value breaks a constraint");
    public static readonly ProblemCode DuplicateKey = new("duplicate-key", 422, "Trùng khóa", "A key occurs more than once");
    public static readonly ProblemCode ForeignKeyBroken = new("foreign-key-broken", 422, "Khóa ngoại không có bản ghi tương ứng", "A foreign key has no record to point to");
    public static readonly ProblemCode TooManyErrors = new("too-many-errors", 422, "Quá nhiều lỗi", "There are more errors than are listed");
    public static readonly ProblemCode StorageFailed = new("storage-failed", 507, "Không ghi được dữ liệu", "The data could not be stored");

    // The gate: what came, before and beside its rows
    public static readonly ProblemCode UnknownFormat = new("unknown-format", 415, "Không nhận ra định dạng tệp", "The file's format is not recognised");
    public static readonly ProblemCode UnsupportedFile = new("unsupported-file", 422, "Tệp cần được lưu lại theo cách khác", "The file has to be saved in another way");
    public static readonly ProblemCode ArchiveRefused = new("archive-refused", 422, "Tệp nén không được nhận", "The archive is refused");
    public static readonly ProblemCode BreakingChange = new("breaking-change", 409, "Lược đồ đổi theo cách làm hỏng nơi đang dùng", "The schema changes in a way that breaks its users");
    public static readonly ProblemCode PersonalData = new("personal-data", 422, "Có dữ liệu cá nhân", "There is personal data");
    public static readonly ProblemCode GroupTooSmall = new("group-too-small", 422, "Nhóm quá nhỏ, có thể nhận ra từng người", "A group is so small that people in it can be recognised");
    public static readonly ProblemCode FormatBroken = new("format-broken", 422, "Giá trị không đúng định dạng của trường", "A value is not of its field's format");
    public static readonly ProblemCode CodeOutdated = new("code-outdated", 422, "Mã không còn hoặc chưa có hiệu lực vào ngày đó", "A code is not in force on that day");

    // The gate: what does not stop a version, but somebody should know
    public static readonly ProblemCode HeaderRowFound = new("header-row-found", 422, "Dòng tiêu đề nằm dưới dòng đầu", "The header is below the first line");
    public static readonly ProblemCode FileDiffers = new("file-differs", 422, "Tệp khác với mô tả", "The file is not as it is described");
    public static readonly ProblemCode EncodingDoubtful = new("encoding-doubtful", 422, "Bảng mã không chắc chắn", "The encoding is in doubt");
    public static readonly ProblemCode Mojibake = new("mojibake", 422, "Chữ đã hỏng vì đọc sai bảng mã", "Text was broken by reading it in another encoding");
    public static readonly ProblemCode PortalForm = new("portal-form", 422, "Giá trị viết theo dạng của cổng", "Values are in the portal's own form");
    public static readonly ProblemCode NumberInTextField = new("number-in-text-field", 422, "Ô số trong trường văn bản", "Number cells in a text field");
    public static readonly ProblemCode ValueDoubtful = new("value-doubtful", 422, "Giá trị đáng ngờ", "A value is in doubt");
    public static readonly ProblemCode SchemaDoubtful = new("schema-doubtful", 422, "Lược đồ suy ra cần người xem lại", "The inferred schema should be looked at");
    public static readonly ProblemCode ReferencesBehind = new("references-behind", 422, "Bộ dữ liệu khác còn trỏ tới phiên bản trước", "Another dataset still points to the version before");
    public static readonly ProblemCode RowsBlank = new("rows-blank", 422, "Có dòng trống", "There are blank rows");
}
