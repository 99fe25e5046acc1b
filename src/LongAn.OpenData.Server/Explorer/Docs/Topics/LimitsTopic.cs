using System.Globalization;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Aggregates;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Query.Suggest;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs.Topics;

/// <summary>The page of figures in force: each is read from where it is enforced.</summary>
internal static class LimitsTopic
{
    private static readonly LocalizedText Limit = new("Giới hạn", "Limit");
    private static readonly LocalizedText Figure = new("Mức", "Figure");
    private static readonly LocalizedText Seconds = new("giây", "seconds");
    private static readonly LocalizedText Megabytes = new("MB", "MB");

    public static IReadOnlyList<DocsSection> Write(DocsSource source) => [Questions(), Answers(source.Options), Caching(), Versions(source), Writing(source.Options)];

    private static DocsSection Questions() => new(
        new("Một câu hỏi", "One question"),
        new("Vượt mức là lỗi 400 có nêu mức; không có gì bị cắt âm thầm. Tải về (export) không có giới hạn số bản ghi.", "Past a limit the answer is a 400 that names it; nothing is cut silently. Exports have no limit on records."),
        Limit, Figure,
        [
            Paged("records-limit", "limit", new("Bản ghi trong một trang", "Records in a page"), RecordsParameter.MaxLimit, RecordsParameter.DefaultLimit),
            Row("records-offset", "offset", new("Bản ghi bỏ qua; xa hơn thì dùng cursor, ở độ sâu nào cũng nhanh như trang đầu", "Records passed over; further on use cursor, which is as quick at any depth as the first page"), RecordsParameter.MaxOffset),
            Paged("catalog-limit", "limit", new("Bộ dữ liệu trong một trang", "Datasets in a page"), CatalogRequest.MaxLimit, CatalogRequest.DefaultLimit),
            Row("facets", "fields", new("Trường được đếm trong một câu hỏi", "Fields counted in one question"), FacetsParameter.MaxFacets),
            Paged("facets-limit", "limit", new("Giá trị của mỗi trường được đếm", "Values of each field counted"), FacetsParameter.MaxLimit, FacetsParameter.DefaultLimit),
            Paged("facets-bins", "bins", new("Khoảng của biểu đồ phân bố", "Bins of a histogram"), FacetsParameter.MaxBins, FacetsParameter.DefaultBins),
            Row("group-by", "group_by", new("Trường để nhóm", "Fields to group by"), AggregateParameter.MaxGroupFields),
            Row("measures", "measures", new("Số đo của mỗi nhóm", "Measures of each group"), AggregateParameter.MaxMeasures),
            Row("having", "having", new("Điều kiện trên số đo", "Conditions on measures"), AggregateParameter.MaxConditions),
            Paged("groups-limit", "limit", new("Nhóm trong một trang", "Groups in a page"), AggregateParameter.MaxLimit, AggregateParameter.DefaultLimit),
            Row("search-terms", "q", new("Từ trong một câu tìm kiếm", "Words of one search"), TextQuery.MostTerms),
            Paged("suggestions", "limit", new("Gợi ý khi đang gõ", "Suggestions while one types"), Suggestions.MaxLimit, Suggestions.DefaultLimit),
            Row("filter-text", "filter", new("Ký tự trong biểu thức CQL2", "Characters of a CQL2 expression"), Cql2Limits.MaxText),
        ]);

    private static DocsSection Answers(PortalOptions options) => new(
        new("Thời gian và kích thước", "Time and size"), null, Limit, Figure,
        [
            Row("url", "UrlBytes", new("Độ dài của đường dẫn và truy vấn", "Length of path and query"), options.UrlBytes, new("byte", "bytes")),
            Row("query-time", "QuerySeconds", new("Thời gian một câu hỏi được chạy trước bản ghi đầu tiên", "Time a question may run before its first record"), options.Storage.QuerySeconds, Seconds),
            Row("queue-time", "QueueSeconds", new("Thời gian chờ khi máy chủ bận; sau đó là 503 có Retry-After", "Wait while the server is busy; then a 503 with Retry-After"), options.Storage.QueueSeconds, Seconds),
            Row("exports-at-once", "ExportReaders", new("Lượt tải về cùng lúc", "Exports at once"), options.Storage.ExportReaders),
            Row("manifest-time", "ManifestSeconds", new("Thời gian tính mã băm của một bản tải theo bộ lọc", "Time to compute the digest of a filtered export"), options.Storage.ManifestSeconds, Seconds),
        ]);

    private static DocsSection Caching() => new(
        new("Bộ nhớ đệm", "Caching"),
        new("Mọi câu trả lời có ETag; gửi lại trong If-None-Match thì được 304 mà không hỏi tới dữ liệu.", "Every answer has an ETag; sent back in If-None-Match it gets a 304 without the data being asked."),
        new("Câu trả lời", "Answer"), new("Cache-Control", "Cache-Control"),
        [
            new("cache-latest", "latest", new("Phiên bản đang dùng", "The current version")) { Fact = new(PortalHeaders.Latest) },
            new("cache-pinned", "version, as_of", new("Một phiên bản được nêu số: không bao giờ đổi", "A version by its number: it never changes")) { Fact = new(PortalHeaders.Pinned) },
            new("cache-vary", "Vary", new("Những phần đầu làm câu trả lời khác đi", "The headers that make another answer")) { Fact = new(PortalHeaders.Vary) },
        ]);

    private static DocsSection Versions(DocsSource source)
    {
        var (retention, dataset) = (source.Options.Retention, source.Datasets is [var first, ..] ? first.Id : null);
        return new(
            new("Phiên bản", "Versions"),
            new("Mỗi lần đăng là một phiên bản mới, không sửa phiên bản cũ. version=n hoặc as_of=ngày đọc lại đúng điều đã công bố khi ấy.", "Every publish makes a new version and changes no old one. version=n or as_of=day reads again what was published then."),
            Limit, Figure,
            [
                new("keep-versions", "KeepVersions", new("Số phiên bản mới nhất được giữ của mỗi bộ dữ liệu", "Newest versions kept of each dataset")) { Fact = retention.KeepVersions is { } versions ? Number(versions) : All },
                new("keep-days", "KeepDays", new("Thời gian giữ sau lần cuối được dùng", "How long a version is kept after it was last served")) { Fact = retention.KeepDays is { } days ? Number(days, new("ngày", "days")) : All },
                new("versions-list", "/versions", new("Các phiên bản của một bộ dữ liệu", "The versions of a dataset")) { Example = dataset is null ? null : new DocsExample($"/api/v1/datasets/{Uri.EscapeDataString(dataset)}/versions") },
            ]);
    }

    private static DocsSection Writing(PortalOptions options) => new(
        new("Đăng dữ liệu (cần khóa)", "Publishing (needs a key)"), null, Limit, Figure,
        [
            Row("content", "ContentMegabytes", new("Nội dung của một lần gửi", "Content sent at once"), options.Publishing.ContentMegabytes, Megabytes),
            Row("job", "JobMegabytes", new("Lớn hơn thì việc đăng chạy nền (202)", "Larger content is published by a job (202)"), options.Publishing.JobMegabytes, Megabytes),
            Row("changed-records", "ChangedRecords", new("Bản ghi được sửa hoặc xóa trong một yêu cầu", "Records changed or deleted by one request"), options.Publishing.ChangedRecords),
            Row("idempotency", "IdempotencyHours", new("Thời gian nhớ một Idempotency-Key", "How long an Idempotency-Key is remembered"), options.Publishing.IdempotencyHours, new("giờ", "hours")),
            Row("wrong-keys", "WrongKeysPerMinute", new("Lần gửi khóa sai từ một địa chỉ trong một phút", "Wrong keys from one address in a minute"), options.Publishing.WrongKeysPerMinute),
            Row("webhooks", "Webhooks.Most", new("Webhook của cả cổng", "Webhooks of the whole portal"), options.Webhooks.Most),
        ]);

    private static readonly LocalizedText All = new("tất cả", "all");

    private static DocsRow Paged(string id, string name, LocalizedText text, int most, int standard) =>
        new(id, name, text) { Fact = new($"nhiều nhất {Written(most, "vi")}, mặc định {Written(standard, "vi")}", $"at most {Written(most, "en")}, default {Written(standard, "en")}") };

    private static DocsRow Row(string id, string name, LocalizedText text, int most, LocalizedText? unit = null) => new(id, name, text) { Fact = Number(most, unit) };

    private static LocalizedText Number(int number, LocalizedText? unit = null) =>
        new($"{Written(number, "vi")} {unit?.Vi}".TrimEnd(), $"{Written(number, "en")} {unit?.In("en")}".TrimEnd());

    private static string Written(int number, string language) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(",", language == "vi" ? "." : ",", StringComparison.Ordinal);
}
