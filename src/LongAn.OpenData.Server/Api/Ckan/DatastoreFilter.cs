using System.Globalization;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>
/// Reads <c>filters</c>: <c>{field: value}</c>, <c>{field: [values]}</c>, <c>{field: {"gte": value}}</c>, <c>$and</c> and <c>$or</c> of such objects, or a list of them,
/// of which one must hold. A field that begins with <c>$</c> is written with two.
/// </summary>
internal sealed class DatastoreFilter(TableSchema schema, CkanWords words)
{
    public const string Name = "filters";
    private const int MostConditions = 100;
    private const int MostValues = 1_000;
    private const int MostDepth = 10;

    private static readonly Dictionary<string, FilterOperator> Operators = new(StringComparer.Ordinal)
    {
        ["eq"] = FilterOperator.Eq,
        ["in"] = FilterOperator.In,
        ["gt"] = FilterOperator.Gt,
        ["gte"] = FilterOperator.Gte,
        ["lt"] = FilterOperator.Lt,
        ["lte"] = FilterOperator.Lte,
    };

    private int conditions;

    /// <summary>Everything where there is no filter, or a wrong one, which is told.</summary>
    public Filter Read() => words.Json(Name) switch
    {
        null => Filter.Everything,
        JsonObject all => ReadAll(all, 0),
        JsonArray { Count: 0 } => Filter.Everything,
        JsonArray any => ReadAny(any, 0),
        _ => Wrong("Filters must be defined as a dict or a list of dicts"),
    };

    private Filter ReadAll(JsonObject members, int depth) => Filter.And(members.Select(member => ReadMember(member.Key, member.Value, depth)));

    private Filter ReadAny(JsonArray parts, int depth)
    {
        if (depth >= MostDepth)
            return Wrong("Maximum nesting depth for filter operations reached");
        return parts.Any(part => part is not JsonObject)
            ? Wrong("Filter operations must be defined as a list of dicts")
            : Filter.Or(parts.Select(part => ReadAll((JsonObject)part!, depth + 1)));
    }

    private Filter ReadMember(string name, JsonNode? value, int depth)
    {
        if (!name.StartsWith('$') || name.StartsWith("$$", StringComparison.Ordinal))
            return ReadField(name.StartsWith('$') ? name[1..] : name, value);

        return name switch
        {
            "$or" when value is JsonArray parts => ReadAny(parts, depth),
            "$and" when value is JsonArray parts && depth >= MostDepth => Wrong("Maximum nesting depth for filter operations reached"),
            "$and" when value is JsonArray parts && parts.All(part => part is JsonObject) => Filter.And(parts.Select(part => ReadAll((JsonObject)part!, depth + 1))),
            "$or" or "$and" => Wrong("Filter operations must be defined as a list of dicts"),
            _ => Wrong($"Unknown operators (must be one of $or, $and): {ProblemMessages.Cut(name)}"),
        };
    }

    private Filter ReadField(string name, JsonNode? value)
    {
        var column = name == DatastoreType.RowName ? DatastoreType.Row : schema.Find(name) is { } found ? new Column(found) : null;
        if (column is null)
        {
            var meant = Nearest.To(name, schema.Fields.Select(field => field.Name));
            return Wrong($"Unknown field: {ProblemMessages.Cut(name)}{ProblemMessages.MeantEn(meant)}");
        }

        return value switch
        {
            JsonObject ranges => Filter.And(ranges.Select(range => Compare(column, range.Key, range.Value))),
            JsonArray list when list.Any(item => item is JsonObject) => Filter.Or(list.Select(item => ReadField(name, item))),
            JsonArray list => Compare(column, "in", list),
            _ => Compare(column, "eq", value),
        };
    }

    private Filter Compare(Column column, string name, JsonNode? value)
    {
        if (++conditions > MostConditions)
            return Wrong("Maximum number of filter operations exceeded");
        if (!Operators.TryGetValue(name, out var asked))
            return Wrong($"Unknown filter operation: '{ProblemMessages.Cut(name)}'");

        var field = column.Field;
        if (!asked.Fits(field.Type))
            return Wrong($"{name} does not fit the field {field.Name} (type {DatastoreType.NameOf(field)})");
        if (value is null && name == "eq")
            return new Filter.IsNull(column.Source);

        JsonNode?[] given = name == "in" ? value is JsonArray items ? [.. items] : [value] : [value];
        if (given.Length > MostValues)
            return Wrong(string.Create(CultureInfo.InvariantCulture, $"{field.Name}: at most {MostValues} values"));

        var literals = given.Where(item => item is not null).Select(item => Literal(item!, field)).OfType<Expression.Literal>().ToArray();
        return literals.Length == 0 ? new Filter.Always(false) : asked.Make(column.Source, literals); // nothing is one of no values
    }

    /// <summary>Numbers stand for text too, as a client means them that has lost the quotes.</summary>
    private Expression.Literal? Literal(JsonNode value, Field field)
    {
        var text = CkanWords.Written(value) ?? value.ToJsonString();
        if (field.TryParseCanonical(text, out var parsed) && parsed is not null)
            return new Expression.Literal(parsed, field.Type);

        words.Report(Name, $"{CkanWords.Invalid(text)} for {field.Name}: takes {field.Type.Title.En}");
        return null;
    }

    private Filter.Always Wrong(string message)
    {
        words.Report(Name, message);
        return new Filter.Always(false);
    }
}
