using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query;

/// <summary>The parameters of a read beside the fields' own: one row each. A field of the same name is filtered as <c>name__eq</c>.</summary>
/// <param name="JsonType">The type in JSON Schema.</param>
public sealed record RecordsParameter(string Name, string JsonType, LocalizedText Description)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;
    public const int MaxOffset = 10_000;

    public long? Minimum { get; init; }

    public long? Maximum { get; init; }

    public object? Default { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>A list of the dataset's fields, with commas between them.</summary>
    public bool NamesFields { get; init; }

    /// <summary>A list of the dataset's foreign keys, with commas between them.</summary>
    public bool NamesForeignKeys { get; init; }

    /// <summary>The numbers it is made of, in order, with commas between them; null where it is something else.</summary>
    public IReadOnlyList<ParameterNumber>? Parts { get; init; }

    public string? Example { get; init; }

    /// <summary>Says which records are wanted, or in what order: nothing to ask of one that is named by its key.</summary>
    public bool IsSelecting { get; init; }

    /// <summary>A <c>-</c> may stand before each field.</summary>
    public bool TakesMinus { get; init; }

    /// <summary>Has a meaning for a page only, not for an export of everything, whose address says its format.</summary>
    public bool IsPaging { get; init; }

    /// <summary>Says how records are written, not which: checked with the format, which takes it or does not.</summary>
    public bool IsOfFormat { get; init; }

    /// <summary>Whether a version has what the parameter is about; it is refused with a reason, and left out of the documents, where not.</summary>
    public Func<DatasetVersion, bool> AppliesTo { get; init; } = _ => true;

    public static readonly RecordsParameter Search = new("q", "string", new(
        "Tìm toàn văn trong các trường được tìm kiếm: mọi từ phải có; \"cụm từ\", tiền_tố*, -loại_trừ. Không phân biệt hoa thường, dấu và đ; bản ghi khớp đúng dấu đứng trước, trừ khi có sort hoặc near.",
        "Full text in the searched fields: every word must be there; \"a phrase\", prefix*, -without. Case, tones and đ do not matter; records that match with the very tones come first, unless there is sort or near."))
    { IsSelecting = true, AppliesTo = version => version.Schema.Fields.Any(field => field.IsSearched) };

    public static readonly RecordsParameter Fields = new("fields", "string", new(
        "Các trường cần lấy, phân cách bằng dấu phẩy, theo thứ tự đó.", "The fields to answer with, separated by commas, in that order."))
    { NamesFields = true };

    public static readonly RecordsParameter Exclude = new("exclude", "string", new(
        "Các trường không cần lấy, phân cách bằng dấu phẩy.", "The fields to leave out, separated by commas."))
    { NamesFields = true };

    public static readonly RecordsParameter Distinct = new("distinct", "boolean", new(
        "true: mỗi tổ hợp giá trị khác nhau của các trường nêu trong fields (hoặc còn lại sau exclude) chỉ một lần; giá trị trống là một giá trị. Chỉ sắp xếp được theo các trường ấy; sau sort là các trường theo thứ tự.",
        "true: each different combination of the values of the fields asked for (by fields or exclude) once; no value is one value. Only these fields can be sorted by; after sort come the fields in their order."))
    { Default = false };

    public static readonly RecordsParameter Expand = new("expand", "string", new(
        "Các khóa ngoại, phân cách bằng dấu phẩy: kèm bản ghi mà mã trỏ tới, ở phiên bản hiện hành khi phiên bản này được tạo. JSON: đối tượng <trường>_record; các định dạng bảng: các cột <trường>.<trường kia>.",
        "Foreign keys, separated by commas: brings the record that the code points to, of the version that was current when this one was made. In JSON an object <field>_record, in tables the columns <field>.<its field>."))
    { NamesForeignKeys = true, AppliesTo = version => version.References.Count > 0 };

    public static readonly RecordsParameter Filter = new("filter", "string", new(
        "Biểu thức CQL2 (OGC 21-065r2); cùng với các điều kiện trên trường, tất cả phải đúng. Những gì dùng được: /api/v1/conformance.",
        "A CQL2 expression (OGC 21-065r2); with the conditions on fields, all must hold. What it may use: /api/v1/conformance."))
    { IsSelecting = true };

    public static readonly RecordsParameter ValidOn = new("valid_on", "string", new(
        "Chỉ những bản ghi có hiệu lực vào ngày này (yyyy-MM-dd), kể cả ngày đầu và ngày cuối. Bản ghi không rõ thời hạn thì không được tính là có hiệu lực.",
        "Only the records that are valid on this day (yyyy-MM-dd), the first and last day included. A record whose end is not known is not said to be valid."))
    { IsSelecting = true, AppliesTo = version => version.Validity is not null };

    public static readonly RecordsParameter FilterLanguage = new("filter_lang", "string", new(
        "Ngôn ngữ của filter.", "The language of filter."))
    { Choices = [Cql2Filter.TextLanguage, Cql2Filter.JsonLanguage], Default = Cql2Filter.TextLanguage, IsSelecting = true };

    public static readonly RecordsParameter BBox = new("bbox", "array", new(
        "Bản ghi nằm trong khung minlon,minlat,maxlon,maxlat (độ, WGS 84), kể cả trên cạnh; minlon > maxlon là khung vắt qua kinh tuyến 180.",
        "Records within the box minlon,minlat,maxlon,maxlat (degrees, WGS 84), its edges included; with minlon > maxlon it spans the 180th meridian."))
    { Parts = [ParameterNumber.Longitude("minlon"), ParameterNumber.Latitude("minlat"), ParameterNumber.Longitude("maxlon"), ParameterNumber.Latitude("maxlat")], Example = "[106.3,10.4,106.7,10.9]", AppliesTo = HasLocation, IsSelecting = true };

    public static readonly RecordsParameter Near = new("near", "array", new(
        "Bản ghi cách điểm lat,lon không quá số mét đó (lat,lon,metres; độ, WGS 84; nhiều nhất 1.000 km), gần nhất trước trừ khi có sort. Mỗi bản ghi có thêm distance_m: mét trên mặt cầu bán kính trung bình của Trái Đất, sai nhiều nhất 0,56%.",
        "Records no further from the point lat,lon than so many metres (lat,lon,metres; degrees, WGS 84; at most 1,000 km), the nearest first unless there is sort. Each record has a distance_m too: metres over a sphere of the Earth's mean radius, wrong by at most 0.56%."))
    { Parts = [ParameterNumber.Latitude("lat"), ParameterNumber.Longitude("lon"), new("metres", 0.001, 1_000_000, IsLimited: true)], Example = "[10.54,106.41,20000]", AppliesTo = HasLocation, IsSelecting = true };

    public static readonly RecordsParameter Sort = new("sort", "string", new(
        "Sắp xếp theo các trường, phân cách bằng dấu phẩy; dấu - đứng trước là giảm dần. Khóa chính luôn được thêm vào cuối, trừ khi distinct=true; giá trị trống đứng sau cùng.",
        "Fields to sort by, separated by commas; a leading - sorts descending. The primary key is always added last, but with distinct=true; records without a value come last."))
    { NamesFields = true, TakesMinus = true, IsSelecting = true };

    public static readonly RecordsParameter Limit = new("limit", "integer", new(
        "Số bản ghi tối đa trong một trang.", "The most records in a page."))
    { Minimum = 1, Maximum = MaxLimit, Default = DefaultLimit, IsPaging = true };

    public static readonly RecordsParameter Cursor = new("cursor", "string", new(
        "Con trỏ của trang kế tiếp hoặc trang trước, lấy từ page.next_cursor hoặc page.prev_cursor. Gắn với phiên bản, bộ lọc và thứ tự của nó.",
        "The cursor of the next page or of the one before, from page.next_cursor or page.prev_cursor. It is bound to its version, filter and order."))
    { IsPaging = true };

    public static readonly RecordsParameter Offset = new("offset", "integer", new(
        "Số bản ghi bỏ qua; xa hơn thì dùng cursor.", "How many records to pass over; use cursor to go further."))
    { Minimum = 0, Maximum = MaxOffset, Default = 0, IsPaging = true };

    public static readonly RecordsParameter Count = new("count", "string", new(
        "exact: đếm số bản ghi khớp bộ lọc (số tổ hợp khi distinct=true) vào page.total; none: không đếm. Không có bộ lọc và distinct thì luôn có tổng.",
        "exact: counts the records that match (with distinct=true, the combinations) into page.total; none: does not. Without a filter and distinct the total is always there."))
    { Choices = ["exact", "none"], Default = "none", IsPaging = true };

    public static readonly RecordsParameter Version = new("version", "integer", new(
        "Số phiên bản; không có thì là phiên bản hiện hành.", "A version's number; the current version if left out."))
    { Minimum = 1 };

    public static readonly RecordsParameter AsOf = new("as_of", "string", new(
        "Phiên bản được cung cấp vào lúc đó: một thời điểm ISO 8601 có múi giờ, hoặc một ngày yyyy-MM-dd, nghĩa là lúc hết ngày ấy ở Việt Nam (+07:00). Thời điểm trong tương lai: phiên bản hiện hành.",
        "The version that was served at that time: an ISO 8601 instant with its offset, or a date yyyy-MM-dd, which means the end of that day in Vietnam (+07:00). For a time to come, the current version."));

    public static readonly RecordsParameter Format = new("format", "string", new(
        "Định dạng trả lời; thay cho phần đầu Accept.", "The format of the answer; stands in for the Accept header."))
    { IsPaging = true };

    public static readonly RecordsParameter Delimiter = new("delimiter", "string", new(
        "CSV: dấu phân cách; cũng có thể viết chính ký tự đó.", "CSV: what stands between cells; the character itself is understood too."))
    { Choices = ["comma", "semicolon", "tab", "pipe"], Default = "comma", IsOfFormat = true };

    public static readonly RecordsParameter ByteOrderMark = new("bom", "boolean", new(
        "CSV: true để bắt đầu tệp bằng dấu thứ tự byte UTF-8.", "CSV: true begins the file with a UTF-8 byte order mark."))
    { Choices = ["true", "false"], Default = false, IsOfFormat = true };

    public static readonly RecordsParameter Header = new("header", "string", new(
        "CSV: dòng đầu là tên trường, tiêu đề tiếng Việt, tiêu đề tiếng Anh, hoặc không có.", "CSV: the first line has the fields' names, their titles in Vietnamese or English, or there is none."))
    { Choices = ["names", "titles_vi", "titles_en", "none"], Default = "names", IsOfFormat = true };

    public static readonly RecordsParameter Profile = new("profile", "string", new(
        "CSV: rfc4180, hoặc excel: có dấu thứ tự byte; chữ bắt đầu bằng = + - @ TAB CR có ' đứng trước; mã và số dài hơn 15 chữ số viết thành =\"001\" để giữ nguyên.",
        "CSV: rfc4180, or excel: a byte order mark; text that begins with = + - @ TAB CR has ' before it; codes, and whole numbers past 15 digits, are written as =\"001\" so that they stay as they are."))
    { Choices = ["rfc4180", "excel"], Default = "rfc4180", IsOfFormat = true };

    public static readonly RecordsParameter Numbers = new("numbers", "string", new(
        "JSON, NDJSON, GeoJSON: string để viết số nguyên của bản ghi thành chuỗi, cho chương trình không có số nguyên 64 bit.",
        "JSON, NDJSON, GeoJSON: string writes the whole numbers of records as strings, for programs without 64-bit integers."))
    { Choices = ["number", "string"], Default = "number", IsOfFormat = true };

    public static readonly RecordsParameter Language = new("lang", "string", new(
        "Ngôn ngữ của tiêu đề và thông báo.", "The language of titles and messages."))
    { Choices = ["vi", "en"] };

    /// <summary>Asks about an export, not for it; the planner never sees it.</summary>
    public static readonly RecordsParameter Manifest = new("manifest", "boolean", new(
        "true: thay cho tệp là bản kê của tệp: số bản ghi, số byte, SHA-256.", "true: not the file but its manifest: records, bytes, SHA-256."))
    { Choices = ["true", "false"], Default = false };

    public static IReadOnlyList<RecordsParameter> All { get; } = [Search, Fields, Exclude, Expand, Distinct, Filter, FilterLanguage, ValidOn, BBox, Near, Sort, Limit, Cursor, Offset, Count, Version, AsOf, Format, Delimiter, ByteOrderMark, Header, Profile, Numbers, Language];

    /// <summary>Those that have a meaning where the key names one record.</summary>
    public static IReadOnlyList<RecordsParameter> OfOne { get; } = [.. All.Where(row => !row.IsPaging && !row.IsSelecting)];

    private static bool HasLocation(DatasetVersion version) => NamedColumns.DistanceField(version) is not null;

    /// <summary>A whole number, however long: one past 64 bits is the greatest there is, so that it is over every limit.</summary>
    public static bool TryWhole(string text, out long number)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            return true;

        number = long.MaxValue;
        return text.Length > 0 && text.All(char.IsAsciiDigit);
    }
}
