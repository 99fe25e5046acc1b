using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Facets;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.OpenApi;
using static LongAn.OpenData.Server.Api.OpenApi.SchemaParts;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>The answers of facets and aggregates.</summary>
internal static class GroupSchemas
{
    public static void AddTo(OpenApiDocument document, Dataset? dataset)
    {
        var schemas = document.Components!.Schemas!;
        schemas["Facet"] = Facet();
        schemas["FacetsLinks"] = Object(
            "Các liên kết từ câu trả lời này.", "Where to go from this answer.",
            ("self", Words("Câu trả lời này.", "This answer.", Link)),
            ("records", Words("Các bản ghi khớp cùng bộ lọc.", "The records that match the same filters.", Link)),
            ("schema", Words("Lược đồ.", "The schema.", Link)),
            ("dataset", Words("Bộ dữ liệu.", "The dataset.", Link)));
        schemas["Group"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = Bilingual.Paragraphs("Một nhóm: các cột để nhóm, rồi các số đo.", "A group: the columns grouped by, then the measures."),
            AdditionalProperties = new OpenApiSchema(),
            Examples = [new JsonObject { ["count"] = 1 }],
        };
        schemas["GroupsLinks"] = Object(
            "Các liên kết từ trang này.", "Where to go from this page.",
            ("self", Words("Trang này.", "This page.", Link)),
            ("next", Nullable(Words("Trang kế tiếp; null ở trang cuối.", "The next page; null on the last.", Link))),
            ("prev", Nullable(Words("Trang trước; null ở trang đầu.", "The page before; null on the first.", Link))),
            ("csv", Words("Trang này, dạng CSV.", "This page, as CSV.", Link)),
            ("schema", Words("Lược đồ.", "The schema.", Link)),
            ("dataset", Words("Bộ dữ liệu.", "The dataset.", Link)));
        schemas["GroupsPlace"] = Object(
            "Vị trí của trang này.", "Where this page stands.",
            ("limit", Whole("Số nhóm tối đa trong trang.", "The most groups in the page.")),
            ("count", Whole("Số nhóm trong trang.", "The groups in the page.")),
            ("total", Whole("Số nhóm.", "The groups there are.")),
            ("next_cursor", Nullable(Words("Giá trị của cursor cho trang kế tiếp; null ở trang cuối.", "The value of cursor for the next page; null on the last."))),
            ("prev_cursor", Nullable(Words("Giá trị của cursor cho trang trước; null ở trang đầu.", "The value of cursor for the page before; null on the first."))));
        schemas[ReadsRecords.Facets.Schema] = Answer(
            "Các trường đã đếm, theo thứ tự đã hỏi.", "The fields counted, in the order asked for.", dataset,
            ("data", List("Mỗi trường một mục.", "One item for each field.", Reference("Facet", document))),
            ("links", Reference("FacetsLinks", document)));
        schemas[ReadsRecords.Groups.Schema] = Answer(
            "Một trang các nhóm.", "A page of groups.", dataset,
            ("data", List("Các nhóm, theo thứ tự đã hỏi.", "The groups, in the order asked for.", Reference("Group", document))),
            ("page", Reference("GroupsPlace", document)),
            ("links", Reference("GroupsLinks", document)));
    }

    private static OpenApiSchema Facet()
    {
        var shape = Words("Cách đếm.", "How the values were put together.");
        shape.Enum = [.. FacetShape.All.Select(row => JsonValue.Create(row.Name))];
        var schema = Object(
            "Một trường đã đếm. Các số đếm cộng với missing và other bằng total.", "A field, counted. The counts, missing and other add up to total.",
            ("field", Words("Tên trường.", "The field's name.")),
            ("shape", shape),
            ("title", Text()),
            ("total", Whole("Số bản ghi khớp các bộ lọc trên những trường khác.", "The records that match the filters on other fields.")),
            ("missing", Whole("Số bản ghi không có giá trị.", "The records without a value.")));
        Add("distinct", Whole("Số giá trị khác nhau; chỉ với values.", "How many different values there are; of values only."));
        Add("values", List(
            "Các giá trị, nhiều bản ghi nhất trước; hoặc mọi khoảng thời gian, theo thứ tự.", "The values, the most frequent first; or every period, in order.",
            Counted(("value", Anything("Giá trị, hoặc khoảng thời gian.", "The value, or the period.")))));
        Add("other", Whole("Số bản ghi có giá trị ngoài values.", "The records whose value is not among values."));
        Add("bins", List(
            "Các khoảng số, theo thứ tự: từ from, đến dưới to; khoảng cuối gồm cả to.", "The bins, in order: from from, to below to; the last includes to.",
            Counted(("from", new OpenApiSchema { Type = JsonSchemaType.Number }), ("to", new OpenApiSchema { Type = JsonSchemaType.Number }))));
        return schema;

        void Add(string name, IOpenApiSchema member) => schema.Properties!.Add(name, member);
    }

    private static OpenApiSchema Counted(params ReadOnlySpan<(string Name, IOpenApiSchema Schema)> members)
    {
        var schema = Object("Một phần của các bản ghi.", "A part of the records.", [.. members, ("count", Whole("Số bản ghi.", "The records in it."))]);
        if (members.Length == 1)
            schema.Properties!.Add("label", Text());
        return schema;
    }

    private static OpenApiSchema Text() => new()
    {
        Type = JsonSchemaType.Object | JsonSchemaType.Null,
        Description = Bilingual.Line("Bằng tiếng Việt và tiếng Anh.", "In Vietnamese and English."),
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["vi"] = new OpenApiSchema { Type = JsonSchemaType.String }, ["en"] = new OpenApiSchema { Type = JsonSchemaType.String } },
    };

    private static OpenApiSchema Anything(string vi, string en) => new() { Description = Bilingual.Line(vi, en) };
}
