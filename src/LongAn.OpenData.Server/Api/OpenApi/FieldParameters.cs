using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using Microsoft.OpenApi;

namespace LongAn.OpenData.Server.Api.OpenApi;

/// <summary>The parameters that filter by a dataset's fields: one for each field and operator that fits its type.</summary>
internal static class FieldParameters
{
    public static IEnumerable<OpenApiParameter> Of(Dataset dataset)
    {
        var own = from field in dataset.Schema.Fields
                  from asked in FilterOperator.All
                  where asked.Fits(field.Type)
                  select Make(field, asked, FieldExample.Of(field, dataset.Current));
        var through = from reference in dataset.Current.References
                      from column in ReferencedField.Columns(reference, dataset.Schema)
                      where FilterOperator.Eq.Fits(column.Field.Type)
                      select Through(column.Field, FieldExample.Of(((Expression.Foreign)column.Source).Field, reference.Version ?? dataset.Current));
        return own.Concat(through);
    }

    /// <summary>One parameter stands for all operators: there would be hundreds.</summary>
    private static OpenApiParameter Through(Field field, JsonNode? example)
    {
        var parameter = Make(field, FilterOperator.Eq, example);
        var list = string.Join(", ", FilterOperator.All.Where(asked => asked != FilterOperator.Eq && asked.Fits(field.Type)).Select(asked => "__" + asked.Name));
        parameter.Description = $"{parameter.Description} ({list})";
        return parameter;
    }

    private static OpenApiParameter Make(Field field, FilterOperator asked, JsonNode? example)
    {
        var isList = asked.Values is OperatorValues.List or OperatorValues.Pair;
        return new OpenApiParameter
        {
            Name = NameOf(field, asked),
            In = ParameterLocation.Query,
            Description = Describe(field, asked),
            Style = isList ? ParameterStyle.Form : null,
            Explode = !isList,
            Schema = Schema(field, asked),
            Example = Example(asked, example, field),
        };
    }

    /// <summary>The field alone stands for <c>eq</c>, but where the portal has a parameter of that name.</summary>
    private static string NameOf(Field field, FilterOperator asked)
    {
        var isBare = asked == FilterOperator.Eq && RecordsParameter.All.All(row => row.Name != field.Name);
        return isBare ? field.Name : $"{field.Name}__{asked.Name}";
    }

    private static string Describe(Field field, FilterOperator asked)
    {
        var (viUnit, enUnit) = field.Unit is { } unit && asked.Values != OperatorValues.Flag ? ($" Đơn vị: {unit}.", $" Unit: {unit}.") : ("", "");
        var (vi, en) = asked.Values switch
        {
            OperatorValues.AnyOf => (" Lặp lại để chọn một trong nhiều giá trị.", " Repeated: any of the values."),
            OperatorValues.Flag => (" true: không có; false: có.", " true: none; false: some."),
            _ => ("", ""),
        };
        return Bilingual.Line($"{field.Title.Vi} {asked.Title.Vi}.{viUnit}{vi}", $"{field.Title.In("en")} {asked.Title.In("en")}.{enUnit}{en}");
    }

    private static OpenApiSchema Schema(Field field, FilterOperator asked) => asked.Values switch
    {
        OperatorValues.Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean },
        OperatorValues.List => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Constrained(field), MinItems = 1 },
        OperatorValues.Pair => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Bare(field), MinItems = 2, MaxItems = 2 },
        OperatorValues.AnyOf => Constrained(field),
        _ => asked == FilterOperator.Ne ? Constrained(field) : Bare(field),
    };

    /// <summary>What is compared for being the same is one of the field's values.</summary>
    private static OpenApiSchema Constrained(Field field) => field.Type.Kind == ValueKind.Json ? JsonText() : FieldSchema.Value(field);

    /// <summary>What is compared for order, or is part of a value, need not be one.</summary>
    private static OpenApiSchema Bare(Field field) => field.Type.Kind == ValueKind.Json ? JsonText() : FieldSchema.Plain(field.Type);

    /// <summary>Arrays and objects are asked for as the JSON they are answered as.</summary>
    private static OpenApiSchema JsonText() => new() { Type = JsonSchemaType.String };

    private static JsonNode? Example(FilterOperator asked, JsonNode? example, Field field)
    {
        if (asked.Values == OperatorValues.Flag)
            return JsonValue.Create(false);
        if (example is null)
            return null;

        // A comma parts the values of a list, also where it is percent-encoded.
        if (asked.Values is OperatorValues.List or OperatorValues.Pair && FieldExample.Text(example).Contains(',', StringComparison.Ordinal))
            return null;

        var one = field.Type.Kind == ValueKind.Json ? JsonValue.Create(FieldExample.Text(example)) : example;
        return asked.Values switch
        {
            OperatorValues.List => new JsonArray(one.DeepClone()),
            OperatorValues.Pair => new JsonArray(one.DeepClone(), one.DeepClone()),
            _ => asked == FilterOperator.Like ? JsonValue.Create($"%{FieldExample.Text(example)}%") : one.DeepClone(),
        };
    }
}
