using System.Text.Json;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>The portal's own parameters, the same for every dataset but for the names of fields.</summary>
internal static class PortalParameters
{
    /// <summary>What may stand in a path: one row each.</summary>
    private static readonly IReadOnlyList<QueryParameter> InPaths =
    [
        new("id", new("Mã bộ dữ liệu; không bao giờ thay đổi.", "The dataset's id; it never changes.")) { Example = "districts" },
        new("key", new("Khóa chính; nhiều trường thì các giá trị cách nhau bằng dấu phẩy.", "The primary key; the values of several fields have commas between them.")) { Example = "794" },
        new("field", new("Tên trường chữ.", "The name of a field of text.")) { Example = "name_vi" },
        new("number", new("Số phiên bản, từ 1.", "The version's number, from 1.")) { JsonType = "integer", Minimum = 1, Example = "1" },
        new("format", new("Định dạng.", "The format.")) { Choices = [.. RecordFormat.All.Select(row => row.Name)], Example = RecordFormat.Csv.Name },
        new("webhook", new("Mã webhook.", "The webhook's id.")),
        new("publisher", new("Mã nhà xuất bản.", "The publisher's id.")) { Example = "longan-opendata" },
        new("job", new("Mã của việc.", "The job's id.")),
        new("feedback", new("Số của phản ánh.", "The report's number.")) { JsonType = "integer", Minimum = 1 },
        new("report", new("Mã của báo cáo lỗi.", "The report's id.")),
        new("code", new("Mã lỗi.", "The problem's code.")) { Example = "unknown-field" },
    ];

    public static OpenApiParameter InPath(string name)
    {
        var row = InPaths.FirstOrDefault(row => row.Name == name) ?? throw new InvalidOperationException($"The path parameter {name} is not described in {nameof(PortalParameters)}.");
        var parameter = Of(row);
        parameter.In = ParameterLocation.Path;
        parameter.Required = true;
        parameter.Explode = false;
        return parameter;
    }

    public static OpenApiParameter Of(QueryParameter row)
    {
        var schema = new OpenApiSchema
        {
            Type = FieldSchema.TypeOf(row.JsonType),
            Minimum = row.Minimum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = row.Maximum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Default = row.Default is { } standard ? JsonSerializer.SerializeToNode(standard, PortalJson.Compact) : null,
            Enum = row is { JsonType: "string", Choices: { } choices } ? [.. choices.Select(choice => JsonValue.Create(choice))] : null,
        };
        var example = row.Example is { } text ? row.JsonType == "string" ? JsonValue.Create(text) : JsonNode.Parse(text) : null;
        return new OpenApiParameter
        {
            Name = row.Name,
            In = ParameterLocation.Query,
            Description = Bilingual.Line(row.Description),
            Required = row.IsRequired,
            Schema = row.Repeats ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } : schema,
            Style = row.Repeats ? ParameterStyle.Form : null,
            Explode = true,
            Example = row.Repeats && example is not null ? new JsonArray(example) : example,
        };
    }

    /// <param name="version">Gives the names of the fields; null where the dataset is not known.</param>
    public static OpenApiParameter Of(RecordsParameter row, DatasetVersion? version)
    {
        var parameter = Of(QueryParameter.Of(row) with { Choices = row == RecordsParameter.Format ? [.. RecordFormat.Paged.Where(format => version is null || format.IsFor(version)).Select(format => format.Name)] : row.Choices });
        if (row.Parts is { } numbers)
        {
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = FieldSchema.Plain(FieldType.Number), MinItems = numbers.Count, MaxItems = numbers.Count };
            parameter.Style = ParameterStyle.Form;
            parameter.Explode = false;
        }

        if (!row.NamesFields && !row.NamesForeignKeys)
            return parameter;

        var names = version is null ? null : Names(row, version);
        parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = names }, UniqueItems = true };
        parameter.Style = ParameterStyle.Form;
        parameter.Explode = false;
        if (names is not null)
            parameter.Example = new JsonArray((row == RecordsParameter.Exclude ? JsonValue.Create(version!.Schema.Fields[^1].Name) : row.TakesMinus ? names[names.Count / 2] : names[0]).DeepClone());
        return parameter;
    }

    /// <summary>Any field and operator, where the dataset is not known.</summary>
    public static OpenApiParameter AnyFilter() => new()
    {
        Name = "filters",
        In = ParameterLocation.Query,
        Description = Bilingual.Line(
            "Mọi tham số khác là bộ lọc: trường=giá trị hoặc trường__toán_tử=giá trị. Tài liệu OpenAPI của từng bộ dữ liệu nêu đủ các trường và toán tử: /openapi/{id}.json.",
            "Every other parameter is a filter, field=value or field__operator=value. Each dataset's own OpenAPI document names its fields and operators: /openapi/{id}.json."),
        Schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } },
        Style = ParameterStyle.Form,
        Explode = true,
        Example = new JsonObject { ["code"] = "794" },
    };

    private static List<JsonNode> Names(RecordsParameter row, DatasetVersion version)
    {
        if (row.NamesForeignKeys)
            return [.. version.Schema.ForeignKeys.Select(key => JsonValue.Create(key.Fields[0]))];

        IEnumerable<Field> all = NamedColumns.DistanceField(version) is { } distance ? [.. version.Schema.Fields, distance] : version.Schema.Fields;
        var fields = row.TakesMinus ? all.Where(field => field.Type.IsOrdered || field.Type == FieldType.Boolean) : all;
        var names = fields.Select(field => field.Name).ToArray();
        return [.. names.Concat(row.TakesMinus ? names.Select(name => "-" + name) : []).Select(name => JsonValue.Create(name))];
    }
}
