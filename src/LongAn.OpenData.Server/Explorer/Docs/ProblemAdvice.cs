using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs;

/// <summary>What to do about a problem: one row for each status, and one for each code that more can be said of.</summary>
internal static class ProblemAdvice
{
    private static readonly Dictionary<int, LocalizedText> ByStatus = new()
    {
        [400] = new("Sửa yêu cầu theo từng mục trong errors rồi gửi lại; gửi lại y nguyên sẽ nhận lại lỗi này.", "Mend the request by each item of errors and send it again; sent again as it is, it fails again."),
        [401] = new("Gửi khóa API trong phần đầu Authorization: Bearer. Đọc dữ liệu thì không cần khóa.", "Send an API key in the header Authorization: Bearer. Reading needs no key."),
        [403] = new("Khóa có thật nhưng không được làm việc này. Xin nhà xuất bản hoặc quản trị cổng cấp khóa phù hợp.", "The key is known but may not do this. Ask the publisher, or who runs the portal, for one that may."),
        [404] = new("Kiểm tra địa chỉ; thường có gợi ý trong errors[].suggestion.", "Check the address; errors[].suggestion often says what was meant."),
        [405] = new("Phần đầu Allow cho biết địa chỉ này nhận phương thức nào.", "The header Allow says which methods the address takes."),
        [406] = new("Đổi Accept hoặc format thành một định dạng có trong thông báo.", "Change Accept or format to one of the formats that the message lists."),
        [409] = new("Đọc trạng thái hiện tại rồi thử lại cho phù hợp.", "Read the present state and try again to match it."),
        [410] = new("Dùng một phiên bản còn được giữ; danh sách ở /versions của bộ dữ liệu.", "Use a version that is kept; the dataset's /versions lists them."),
        [412] = new("Có người đã thay đổi trước. Đọc lại, lấy ETag mới rồi gửi lại.", "Somebody else changed it first. Read it again, take the new ETag, and send again."),
        [413] = new("Gửi ít hơn trong một lần, hoặc nén nội dung.", "Send less at a time, or compress it."),
        [414] = new("Rút ngắn địa chỉ: ít giá trị hơn trong __in, hoặc biểu thức filter ngắn hơn.", "Shorten the address: fewer values in __in, or a shorter filter."),
        [415] = new("Ghi đúng Content-Type của nội dung.", "State the content's own Content-Type."),
        [416] = new("Content-Range cho biết tệp dài bao nhiêu; xin một đoạn nằm trong đó.", "Content-Range says how long the file is; ask for a range within it."),
        [422] = new("Nội dung đọc được nhưng có chỗ sai; mỗi mục trong errors nêu tệp, dòng, trường và giá trị.", "The content can be read but something in it is wrong; each item of errors names file, row, field and value."),
        [428] = new("Gửi If-Match với ETag đã đọc, để không ghi đè thay đổi của người khác.", "Send If-Match with the ETag you have read, so that nobody's change is overwritten."),
        [429] = new("Chờ số giây nêu trong Retry-After rồi thử lại.", "Wait as many seconds as Retry-After says, then try again."),
        [431] = new("Gửi ít phần đầu hơn.", "Send fewer or shorter headers."),
        [500] = new("Lỗi ở phía cổng và đã được ghi lại. Khi báo lỗi, kèm trace_id trong câu trả lời.", "The mistake is the portal's, and it has been recorded. If you report it, name the answer's trace_id."),
        [503] = new("Thử lại sau số giây nêu trong Retry-After.", "Try again after as many seconds as Retry-After says."),
        [507] = new("Máy chủ thiếu chỗ; báo cho người quản trị cổng.", "The server lacks room; tell who runs the portal."),
    };

    private static readonly Dictionary<ProblemCode, LocalizedText> ByCode = new()
    {
        [ProblemCode.InvalidRequest] = new("Yêu cầu có nhiều lỗi khác loại; tất cả được nêu cùng lúc trong errors, mỗi lỗi có mã riêng.", "The request has mistakes of several kinds; all are in errors at once, each with a code of its own."),
        [ProblemCode.UnknownParameter] = new("Cổng không bao giờ bỏ qua một tham số lạ, vì câu trả lời khi đó sẽ không phải điều bạn hỏi. Xem danh sách tham số.", "The portal never passes over a parameter it does not know, since the answer would not be to your question. See the list of parameters."),
        [ProblemCode.RepeatedParameter] = new("Chỉ điều kiện bằng trên trường mới được lặp lại (một trong các giá trị). Với các tham số khác, giữ một giá trị.", "Only equality on a field may be repeated (any of the values). Keep one value of the others."),
        [ProblemCode.UnknownField] = new("Tên trường ở từ điển dữ liệu hoặc /schema của bộ dữ liệu.", "The dataset's data dictionary, or its /schema, has the names of fields."),
        [ProblemCode.UnknownOperator] = new("Toán tử đứng sau hai dấu gạch dưới: field__gte. Xem bảng toán tử.", "An operator stands after two underscores: field__gte. See the table of operators."),
        [ProblemCode.OperatorNotForType] = new("So sánh lớn nhỏ dành cho số và thời gian, chứa và khớp mẫu dành cho chữ. Bảng toán tử cho biết kiểu nào dùng được.", "Less and greater are for numbers and times, contains and patterns for text. The table of operators says which types each fits."),
        [ProblemCode.InvalidValue] = new("Giá trị không đúng kiểu của trường hay tham số: ngày viết yyyy-MM-dd, số dùng dấu chấm thập phân, đúng sai viết true hoặc false.", "The value is not of the field's or parameter's type: dates are yyyy-MM-dd, numbers have a decimal point, flags are true or false."),
        [ProblemCode.OverLimit] = new("errors[].maximum nêu mức lớn nhất. Cổng không âm thầm cắt bớt: dùng cursor để đọc tiếp, hoặc export để lấy tất cả.", "errors[].maximum says what the most is. The portal never cuts silently: read on by cursor, or take everything by export."),
        [ProblemCode.OptionNotForFormat] = new("Mỗi định dạng có tùy chọn riêng; xem bảng định dạng.", "Each format has options of its own; see the table of formats."),
        [ProblemCode.FilterSyntax] = new("errors[].line và column chỉ chỗ sai trong biểu thức CQL2; chuỗi đặt trong dấu nháy đơn.", "errors[].line and column say where the CQL2 expression goes wrong; texts stand in single quotes."),
        [ProblemCode.FilterUnsupported] = new("Biểu thức đúng chuẩn nhưng dùng phần mà cổng chưa có; bảng CQL2 nêu những gì dùng được.", "The expression is good CQL2 but uses a part that the portal lacks; the table of CQL2 says what there is."),
        [ProblemCode.FilterType] = new("Hai vế phải cùng kiểu: số với số, chữ với chữ, ngày với DATE('...').", "Both sides must be of one kind: numbers with numbers, text with text, dates with DATE('...')."),
        [ProblemCode.FilterTooComplex] = new("Chia biểu thức thành vài câu hỏi; giới hạn được nêu ở trang giới hạn.", "Split the expression into several questions; the page on limits says how large one may be."),
        [ProblemCode.InvalidCursor] = new("Lấy con trỏ từ page.next_cursor hoặc đi theo links.next; đừng tự tạo hay sửa.", "Take the cursor from page.next_cursor or follow links.next; do not make or change one."),
        [ProblemCode.CursorOfAnotherQuery] = new("Con trỏ gắn với phiên bản, bộ lọc và thứ tự của nó. Giữ nguyên chúng, hoặc bắt đầu lại từ trang đầu.", "A cursor is bound to its version, filter and order. Keep them, or begin again at the first page."),
        [ProblemCode.UnknownDataset] = new("Danh sách bộ dữ liệu ở /api/v1/datasets; mã của bộ dữ liệu không bao giờ đổi.", "The datasets are listed at /api/v1/datasets; a dataset's id never changes."),
        [ProblemCode.UnknownRecord] = new("Không có bản ghi với khóa này trong phiên bản được hỏi. Khóa ghép viết bằng dấu phẩy; mỗi phần được mã hóa riêng.", "The version that was asked has no record of this key. Composite keys are joined by commas, each part escaped by itself."),
        [ProblemCode.VersionRemoved] = new("Bản ghi của phiên bản này đã bị xóa theo quy định lưu giữ; mã băm của nó vẫn còn để đối chiếu.", "The version's records are gone by the rule on what is kept; its digest is still there to check a copy by."),
        [ProblemCode.NotServedYet] = new("as_of nêu một lúc trước lần công bố đầu tiên.", "as_of names a time before the first publish."),
        [ProblemCode.ChangesNotComparable] = new("Khóa chính của hai phiên bản khác nhau, nên không biết bản ghi nào là một. Đọc toàn bộ phiên bản mới.", "The two versions have different keys, so nobody can say which records are the same. Read the new version whole."),
        [ProblemCode.QueryTooSlow] = new("Thu hẹp câu hỏi bằng bộ lọc trên trường có chỉ mục, hoặc dùng export để đọc toàn bộ.", "Narrow the question by a filter on an indexed field, or read everything by export."),
        [ProblemCode.WebhookRefused] = new("Chỉ nhận địa chỉ công khai; mạng nội bộ bị từ chối.", "Only public addresses are taken; those of inner networks are refused."),
        [ProblemCode.WebhookUnverified] = new("Địa chỉ phải trả lại đúng thử thách được gửi khi đăng ký.", "The address must answer the challenge that is sent when it is registered."),
        [ProblemCode.DigestMismatch] = new("Nội dung bị hỏng trên đường đi, hoặc mã băm tính sai. Gửi lại.", "The content was damaged on its way, or the digest is of something else. Send it again."),
        [ProblemCode.PublishInProgress] = new("Chờ lần đăng kia xong; /jobs cho biết nó đến đâu.", "Wait for the other publish to end; /jobs says how far it is."),
        [ProblemCode.IdempotencyMismatch] = new("Mỗi Idempotency-Key chỉ dùng cho một yêu cầu; tạo khóa mới cho nội dung khác.", "An Idempotency-Key is for one request; make a new one for other content."),
        [ProblemCode.ContentRejected] = new("Không có gì được đăng: sửa hết các lỗi trong errors rồi gửi lại. Gửi thử với dry_run=true trước.", "Nothing was published: mend all errors and send it again. Try with dry_run=true first."),
        [ProblemCode.DescriptorInvalid] = new("Mỗi lỗi nêu vị trí trong datapackage.json bằng JSON Pointer.", "Each error names its place in datapackage.json by a JSON Pointer."),
        [ProblemCode.HeaderMismatch] = new("Tên cột phải là tên trường hoặc tiêu đề trong lược đồ, theo đúng thứ tự nếu lược đồ yêu cầu.", "Columns are called after the schema's fields or their titles, in their order where the schema asks for it."),
        [ProblemCode.TypeMismatch] = new("Sửa giá trị, hoặc khai báo cách viết số và ngày của tệp (decimalChar, groupChar, format) trong lược đồ.", "Mend the value, or say in the schema how the file writes numbers and dates (decimalChar, groupChar, format)."),
        [ProblemCode.UndecodableBytes] = new("Khai báo đúng bảng mã (encoding), hoặc lưu tệp bằng UTF-8.", "State the file's encoding, or save it as UTF-8."),
        [ProblemCode.ForeignKeyBroken] = new("Mã phải có trong bộ dữ liệu mà khóa ngoại trỏ tới; đăng bộ kia trước nếu mã mới.", "The code must be in the dataset that the key points to; publish that one first where the code is new."),
        [ProblemCode.BreakingChange] = new("Bỏ hay đổi kiểu một trường làm hỏng chương trình đang dùng. Giữ trường, hoặc xác nhận là cố ý.", "Removing a field or changing its type breaks programs that use it. Keep the field, or say that it is meant."),
        [ProblemCode.PersonalData] = new("Dữ liệu cá nhân không được công bố. Bỏ trường đó, hoặc nêu lý do pháp lý được phép (publicReason).", "Personal data is not published. Leave the field out, or state the lawful reason (publicReason)."),
        [ProblemCode.GroupTooSmall] = new("Gộp các nhóm nhỏ lại trước khi công bố số liệu thống kê.", "Put small groups together before the statistics are published."),
    };

    public static LocalizedText Of(ProblemCode code) => ByCode.GetValueOrDefault(code) ?? ByStatus[code.Status];
}
