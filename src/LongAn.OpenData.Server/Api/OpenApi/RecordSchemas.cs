using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.OpenApi;
using static LongAn.OpenData.Server.Api.OpenApi.SchemaParts;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>The answers that are written record by record, without a type that a generator could read.</summary>
internal static class RecordSchemas
{
    public const string Record = "Record";

    /// <param name="dataset">Gives the fields of a record; null where the dataset is not known.</param>
    public static void AddTo(OpenApiDocument document, Dataset? dataset)
    {
        var schemas = document.Components!.Schemas!;
        schemas[Record] = dataset is null ? AnyRecord() : RecordOf(dataset);
        schemas["Page"] = Object(
            "Vị trí của trang này.", "Where this page stands.",
            ("limit", Whole("Số bản ghi tối đa trong trang.", "The most records in the page.")),
            ("count", Whole("Số bản ghi trong trang.", "The records in the page.")),
            ("total", Nullable(Whole("Số bản ghi khớp (số tổ hợp khi distinct=true); null khi có bộ lọc hoặc distinct mà không có count=exact.", "The records that match (with distinct=true, the combinations); null where there is a filter or distinct without count=exact."))),
            ("next_cursor", Nullable(Words("Giá trị của cursor cho trang kế tiếp; null ở trang cuối.", "The value of cursor for the next page; null on the last."))),
            ("prev_cursor", Nullable(Words("Giá trị của cursor cho trang trước; null ở trang đầu.", "The value of cursor for the page before; null on the first."))));
        schemas["RecordsLinks"] = Object(
            "Các liên kết từ trang này.", "Where to go from this page.",
            ("self", Words("Trang này.", "This page.", Link)),
            ("next", Nullable(Words("Trang kế tiếp; null ở trang cuối.", "The next page; null on the last.", Link))),
            ("prev", Nullable(Words("Trang trước; null ở trang đầu.", "The page before; null on the first.", Link))),
            ("csv", Words("Cùng bộ lọc, không phân trang, dạng CSV.", "The same filters without pages, as CSV.", Link)),
            ("schema", Words("Lược đồ.", "The schema.", Link)),
            ("dataset", Words("Bộ dữ liệu.", "The dataset.", Link)));
        schemas["RecordLinks"] = Object(
            "Các liên kết từ bản ghi này.", "Where to go from this record.",
            ("self", Words("Bản ghi này.", "This record.", Link)),
            ("dataset", Words("Bộ dữ liệu.", "The dataset.", Link)),
            ("schema", Words("Lược đồ.", "The schema.", Link)));
        schemas[ReadsRecords.Everything.Schema] = Records(document);
        schemas[ReadsRecords.Page.Schema] = Answer("Một trang bản ghi.", "A page of records.", dataset, ("data", Reference(ReadsRecords.Everything.Schema, document)), ("page", Reference("Page", document)), ("links", Reference("RecordsLinks", document)));
        GroupSchemas.AddTo(document, dataset);
        schemas[ReadsRecords.One.Schema] = Answer("Một bản ghi.", "One record.", dataset, ("data", Reference(Record, document)), ("links", Reference("RecordLinks", document)));
    }

    /// <summary>The body of an answer in one format.</summary>
    public static OpenApiMediaType Body(ReadsRecords answer, RecordFormat format, OpenApiDocument document) => new()
    {
        Schema = format == RecordFormat.Json ? Reference(answer.Schema, document) : format == RecordFormat.GeoJson ? Features() : new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = format.HasPages ? null : "binary",
            Description = Bilingual.Line(format.Title),
        },
    };

    private static OpenApiSchema Features() => new()
    {
        Type = JsonSchemaType.Object,
        Description = Bilingual.Line(RecordFormat.GeoJson.Title),
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create("FeatureCollection")] },
            ["features"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object } },
        },
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "features" },
    };

    private static OpenApiSchema Records(OpenApiDocument document) => new()
    {
        Type = JsonSchemaType.Array,
        Items = Reference(Record, document),
        Description = Bilingual.Line("Các bản ghi, theo thứ tự đã hỏi.", "The records, in the order asked for."),
    };

    private static OpenApiSchema AnyRecord() => new()
    {
        Type = JsonSchemaType.Object,
        Description = Bilingual.Paragraphs("Một bản ghi: tên trường và giá trị.", "A record: the names of fields and their values."),
        AdditionalProperties = new OpenApiSchema(),
        Examples = [new JsonObject { ["code"] = "794", ["name_vi"] = "Thành phố Tân An" }],
    };

    /// <summary>No member is required, since <c>fields</c> and <c>exclude</c> choose among them.</summary>
    private static OpenApiSchema RecordOf(Dataset dataset) => new()
    {
        Type = JsonSchemaType.Object,
        Description = Bilingual.Paragraphs(dataset.Description.Title),
        Properties = dataset.Schema.Fields.Select(field => (field.Name, Schema: FieldSchema.Member(field, dataset.Current)))
            .Concat(Computed(dataset.Current))
            .Concat(dataset.Current.References.Select(reference => (Name: reference.RecordName, Schema: Embedded(reference, dataset))))
            .ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema, StringComparer.Ordinal),
    };

    /// <summary>The record that a foreign key points to, with <c>expand</c>.</summary>
    private static OpenApiSchema Embedded(VersionReference reference, Dataset dataset) => new()
    {
        Type = JsonSchemaType.Object | JsonSchemaType.Null,
        Description = Bilingual.Paragraphs($"Với expand={reference.Name}: bản ghi của {reference.Key.Dataset} mà mã trỏ tới; null khi không có mã.", $"With expand={reference.Name}: the record of {reference.Key.Dataset} that the code points to; null where there is no code."),
        Properties = reference.Schema.Fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => FieldSchema.Member(field, reference.Version ?? dataset.Current), StringComparer.Ordinal),
    };

    /// <summary>What is no field of the dataset: there where it is asked for.</summary>
    private static IEnumerable<(string Name, OpenApiSchema Schema)> Computed(DatasetVersion version) =>
        NamedColumns.DistanceField(version) is { } distance ? [(distance.Name, FieldSchema.Computed(distance))] : [];
}
