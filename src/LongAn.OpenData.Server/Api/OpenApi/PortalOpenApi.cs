using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Metadata;
using LongAn.OpenData.Text;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>What holds for a whole document: its tags, the answers that operations share, that nobody needs a key.</summary>
internal sealed class PortalOpenApi : IDocumentFilter
{
    public static LocalizedText Title => PortalIdentity.Title;

    /// <summary>The tags, in the order they are shown in: one row each.</summary>
    private static readonly IReadOnlyList<(string Name, LocalizedText Description)> Tags =
    [
        ("Datasets", new("Bộ dữ liệu: mô tả, lược đồ, thống kê, phiên bản.", "Datasets: descriptions, schemas, profiles, versions.")),
        ("Records", new("Bản ghi: lọc, sắp xếp, phân trang.", "Records: filters, order, pages.")),
        ("Publishing", new("Đăng dữ liệu, với khóa của nhà xuất bản.", "Publish, with a publisher's key.")),
        ("Publishers", new("Nhà xuất bản và nhật ký của họ.", "Who publishes, and their logs.")),
        ("Facets", new("Đếm các giá trị của từng trường.", "How often the values of fields occur.")),
        ("Aggregates", new("Nhóm bản ghi và tính trên từng nhóm.", "Records in groups, and what each group comes to.")),
        ("Exports", new("Tải toàn bộ bản ghi khớp bộ lọc, và kiểm tra tệp đã tải.", "Everything that matches, in one file, and the proof that a file is complete.")),
        ("CKAN site", new("Cổng và các hành động.", "The site and its actions.")),
        ("CKAN packages", new("Bộ dữ liệu, tài nguyên và thẻ.", "Datasets, resources and tags.")),
        ("CKAN groups", new("Nhà xuất bản và chủ đề.", "Publishers and themes.")),
        ("CKAN DataStore", new("Bản ghi.", "Records.")),
        ("Metadata", new("Mô tả bộ dữ liệu theo các chuẩn: DCAT-AP, schema.org, Data Package, CSV on the Web, Croissant.", "What datasets are, in the words of standards: DCAT-AP, schema.org, Data Package, CSV on the Web, Croissant.")),
        ("Versions", new("Phiên bản: ai công bố, khi nào, đổi gì; trích dẫn.", "Versions: who published them, when, what changed; citations.")),
        ("Feedback", new("Phản ánh của người dùng và câu trả lời của nhà xuất bản.", "What readers report, and what publishers answer.")),
        ("Usage", new("Lượt xem, gọi và tải của từng bộ dữ liệu.", "How often datasets are viewed, called and downloaded.")),
        ("Feeds", new("Nguồn tin Atom: mỗi lần công bố một mục.", "Atom feeds: an entry each time something is published.")),
        ("Webhooks", new("Webhook: địa chỉ được báo khi có công bố.", "Webhooks: addresses that are told of what is published.")),
        ("Portal", new("Điểm vào của API và các mã lỗi.", "The ways into the API, and its problem codes.")),
    ];

    public static OpenApiInfo Info => new()
    {
        Title = Bilingual.Line(Title),
        Version = "1.0.0",
        Description = Bilingual.Paragraphs(
            "API đọc dữ liệu mở: không cần khóa, không cần đăng nhập. Mỗi bộ dữ liệu có tài liệu OpenAPI riêng ở /openapi/{id}.json với đường dẫn, trường và toán tử cụ thể. Mỗi bộ dữ liệu nêu giấy phép riêng; giấy phép ở đây là của phần mô tả.",
            "Reads open data: no key, no login. Each dataset has an OpenAPI document of its own at /openapi/{id}.json with concrete paths, fields and operators. Each dataset states its own licence; the one here is that of the descriptions."),
        Contact = new OpenApiContact { Name = Bilingual.Line(PortalIdentity.Publisher.Title) },
        License = new OpenApiLicense { Name = PortalIdentity.Licence.Name, Url = new Uri(PortalIdentity.Licence.Url) },
    };

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        if (context.DocumentName == OpenApiDocuments.Ckan)
        {
            CkanOpenApi.AddTo(swaggerDoc);
        }
        else
        {
            var problem = context.SchemaGenerator.GenerateSchema(typeof(ProblemDocument), context.SchemaRepository);
            swaggerDoc.Components!.SecuritySchemes = KeySecurity.Schemes;
            RecordSchemas.AddTo(swaggerDoc, dataset: null);
            ProblemResponses.AddTo(swaggerDoc, problem);
        }

        var used = swaggerDoc.Paths.Values.SelectMany(item => item.Operations!.Values).SelectMany(operation => operation.Tags!).Select(tag => tag.Name).ToHashSet(StringComparer.Ordinal);
        swaggerDoc.Tags = new HashSet<OpenApiTag>(Tags.Where(row => used.Contains(row.Name)).Select(row => new OpenApiTag { Name = row.Name, Description = Bilingual.Line(row.Description) }));
        swaggerDoc.Security = [new OpenApiSecurityRequirement()];
    }
}
