using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>The parameters of the actions, as the documents describe them.</summary>
internal static class CkanParameters
{
    /// <summary>What <c>package_search</c> takes; anything else is refused, as CKAN does. Those that tune Solr's ranking are taken and change nothing.</summary>
    public static readonly IReadOnlySet<string> SearchNames = new HashSet<string>(StringComparer.Ordinal)
    {
        "q", "fq", "fq_list", "rows", "start", "sort", "facet", "facet.field", "facet.limit", "facet.mincount", "include_drafts", "include_deleted", "include_private", "use_default_schema",
        "fl", "qf", "bf", "boost", "tie", "defType", "mm", "wt", "q.op", "df", "extras",
    };

    public static QueryParameter Id(string vi, string en) => new("id", new(vi, en)) { IsRequired = true };

    public static IReadOnlyList<QueryParameter> Pages { get; } = [Whole("limit", "Số mục nhiều nhất.", "The most items.", 5), Whole("offset", "Số mục bỏ qua.", "How many items to pass over.", 1)];

    public static IReadOnlyList<QueryParameter> Search { get; } =
    [
        Words("q", "Từ khóa, hoặc cú pháp Solr: trường:giá_trị, AND, OR, NOT, cụm từ, *.", "Words, or Solr's syntax: field:value, AND, OR, NOT, phrases, *.", "khu công nghiệp"),
        Words("fq", "Điều kiện lọc theo cú pháp Solr; mọi điều kiện phải đúng.", "Conditions in Solr's syntax; all must hold.", "+groups:econ metadata_modified:[2020-01-01T00:00:00Z TO *]"),
        Words("sort", "Các trường và asc hoặc desc, phân cách bằng dấu phẩy.", "Fields with asc or desc, separated by commas.", "metadata_modified desc, name asc"),
        Whole("rows", "Số gói nhiều nhất, tối đa 1.000.", "The most packages; no more than 1,000 are given.", 5),
        Whole("start", "Số gói bỏ qua.", "How many packages to pass over.", 1),
        Words("facet.field", "Các trường cần đếm giá trị: một danh sách JSON.", "The fields whose values are counted: a JSON list.", "[\"organization\",\"groups\",\"tags\",\"res_format\"]"),
        Whole("facet.limit", "Số giá trị nhiều nhất của mỗi trường.", "The most values of each field.", 10),
        Whole("facet.mincount", "Giá trị ít hơn thế thì không kể.", "Values that are rarer are left out.", 1),
    ];

    public static IReadOnlyList<QueryParameter> ResourceSearch { get; } =
    [
        Words("query", "trường:phần_của_giá_trị.", "field:part of the value.", "format:csv") with { IsRequired = true },
        Words("order_by", "Trường để sắp xếp.", "The field to sort by.", "name"),
        .. Pages,
    ];

    public static IReadOnlyList<QueryParameter> Groups { get; } =
    [
        Flag("all_fields", "true: cả nội dung, không chỉ tên.", "true: all that is known, not only names."),
        Words("sort", "name, title hoặc package_count, và asc hoặc desc.", "name, title or package_count, with asc or desc.", "package_count desc"),
        .. Pages,
    ];

    public static IReadOnlyList<QueryParameter> Tags { get; } =
    [
        Words("query", "Phần của tên thẻ.", "A part of the tag's name.", "công"),
        Flag("all_fields", "true: cả nội dung, không chỉ tên.", "true: all that is known, not only names."),
    ];

    /// <summary>What chooses records.</summary>
    private static IReadOnlyList<QueryParameter> Records { get; } =
    [
        Words("q", "Toàn văn; hoặc đối tượng JSON {trường: từ}.", "Full text; or a JSON object {field: words}.", "tân"),
        Words("filters", "Đối tượng JSON {trường: giá trị}, {trường: [giá trị]}, {trường: {\"gt\", \"gte\", \"lt\", \"lte\", \"eq\", \"in\"}}, $and, $or.", "A JSON object {field: value}, {field: [values]}, {field: {\"gt\", \"gte\", \"lt\", \"lte\", \"eq\", \"in\"}}, $and, $or.", "{\"code\":[\"794\",\"802\"]}"),
        Flag("plain", "false: q theo cú pháp của PostgreSQL: a & !b & c:*.", "false: q is in PostgreSQL's syntax: a & !b & c:*.") with { Default = true },
        Words("language", "Được nhận, không đổi kết quả: tìm kiếm không phụ thuộc ngôn ngữ.", "Taken, and changes nothing: search does not depend on it.", "simple"),
        Words("fields", "Các trường cần lấy, phân cách bằng dấu phẩy.", "The fields to answer with, separated by commas.", "_id,code,name_vi"),
        Words("sort", "Các trường và asc hoặc desc, phân cách bằng dấu phẩy; giá trị trống đứng sau cùng.", "Fields with asc or desc, separated by commas; records without a value come last.", "name_vi desc"),
        Flag("distinct", "true: mỗi tổ hợp của các trường chỉ một lần.", "true: each combination of the fields once."),
        Whole("limit", "Số bản ghi nhiều nhất.", "The most records.", 5),
        Whole("offset", "Số bản ghi bỏ qua.", "How many records to pass over.", 2),
    ];

    public static IReadOnlyList<QueryParameter> Datastore { get; } =
    [
        new("resource_id", new("Mã tài nguyên CSV, hoặc mã bộ dữ liệu.", "The id of a CSV resource, or of a dataset.")) { IsRequired = true },
        .. Records,
        new("records_format", new("Dạng của các bản ghi.", "The shape of the records.")) { Choices = ["objects", "lists", "csv", "tsv"], Default = "objects", Example = "lists" },
        Flag("include_total", "false: không đếm.", "false: does not count.") with { Default = true },
        Whole("total_estimation_threshold", "Được nhận; tổng luôn chính xác.", "Taken; the total is always exact.", 1000),
        Flag("include_next_page", "true: kèm bộ lọc của trang kế tiếp khi sắp theo _id.", "true: with the filter of the next page, in the order of _id."),
    ];

    public static IReadOnlyList<QueryParameter> OfDump { get; } =
    [
        .. Records,
        new("format", new("Định dạng.", "The format.")) { Choices = [.. DumpFormat.All.Select(row => row.Name)], Default = "csv", Example = "tsv" },
        Flag("bom", "true: bắt đầu bằng dấu thứ tự byte.", "true: begins with a byte order mark."),
    ];

    public static QueryParameter Flag(string name, string vi, string en) => new(name, new LocalizedText(vi, en)) { JsonType = "boolean", Default = false, Example = "true" };

    private static QueryParameter Words(string name, string vi, string en, string example) => new(name, new LocalizedText(vi, en)) { Example = example };

    private static QueryParameter Whole(string name, string vi, string en, int example) =>
        new(name, new LocalizedText(vi, en)) { JsonType = "integer", Minimum = 0, Example = example.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
