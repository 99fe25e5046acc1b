using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>Reads a Table Schema (v1 and v2) and checks that it holds together.</summary>
internal static class TableSchemaReader
{
    /// <summary>SQLite joins at most 2,000 columns in one answer; a sort may name every field again.</summary>
    private const int MostFields = 900;

    /// <summary>SQLite attaches ten databases to a connection: these, the full text, and room for one more.</summary>
    private const int MostReferenced = 8;

    public static TableSchema? Read(DescriptorNode node, string id, string[] siblings)
    {
        var fieldNodes = node.Objects("fields");
        if (fieldNodes.Count is 0 or > MostFields)
        {
            node.Report("fields", $"phải có từ 1 đến {MostFields} trường", $"must have 1 to {MostFields} fields");
            return null;
        }

        var fields = new List<Field>();
        foreach (var fieldNode in fieldNodes)
        {
            if (ReadField(fieldNode) is { } field)
                fields.Add(field);
        }

        var twice = fields.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        foreach (var name in twice)
            node.Report("fields", $"có trường trùng tên: {name}", $"has two fields of one name: {name}");
        if (fields.Count < fieldNodes.Count || twice.Length > 0)
            return null;

        var names = fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var field in fields.Where(field => field.ValidOn is { } day && fields.Find(other => other.Name == day)?.Type != FieldType.Date))
            node.Report("fields", $"{field.Name}: portal.validOn phải là một trường date", $"{field.Name}: portal.validOn must be a date field");
        var primaryKey = node.Texts("primaryKey");
        Check(node, "primaryKey", primaryKey, names);
        if (primaryKey.Distinct(StringComparer.Ordinal).Count() < primaryKey.Count)
            node.Report("primaryKey", "nêu một trường hai lần", "names a field twice");
        var missing = node.Json.ContainsKey("missingValues") ? ReadMissing(node) : [""];
        return new TableSchema(fields, primaryKey, ReadForeignKeys(node, id, siblings, names), missing) { FieldsMatch = ReadFieldsMatch(node) };
    }

    /// <summary>Data Package v2 writes it as an array of one.</summary>
    private static FieldsMatch ReadFieldsMatch(DescriptorNode node)
    {
        if (node.Texts("fieldsMatch") is not [var name])
            return FieldsMatch.Equal;
        if (FieldsMatch.Find(name) is { } match)
            return match;

        node.Report("fieldsMatch", "phải là exact, equal, subset, superset hoặc partial", "must be exact, equal, subset, superset or partial");
        return FieldsMatch.Equal;
    }

    private static Field? ReadField(DescriptorNode node)
    {
        var name = node.Text("name") ?? "";
        if (name.Length is 0 or > 128 || name.Any(char.IsControl) || name.StartsWith("_row", StringComparison.OrdinalIgnoreCase))
        {
            node.Report("name", "phải có từ 1 đến 128 ký tự, không có ký tự điều khiển, không bắt đầu bằng _row", "must have 1 to 128 characters, no control characters, and not begin with _row");
            return null;
        }

        var typeName = node.Text("type") ?? "string";
        if (FieldType.Find(typeName) is not { } type)
        {
            var meant = Nearest.To(typeName, FieldType.All.Select(row => row.Name));
            var (vi, en) = meant is null ? ("", "") : ($"; có phải là {meant}?", $"; did you mean {meant}?");
            node.Report("type", $"không có trong Table Schema: {typeName}{vi}", $"is not in Table Schema: {typeName}{en}");
            return null;
        }

        var portal = node.Object("portal");
        var field = new Field(name, type)
        {
            Title = DataPackageReader.Localized(node, "title") ?? new LocalizedText(name),
            Description = DataPackageReader.Localized(node, "description") ?? LocalizedText.Empty,
            Unit = node.Text("unit"),
            Example = node.Json["example"]?.ToString(),
            Format = ReadFormat(node, type),
            DecimalChar = node.Character("decimalChar") ?? '.',
            GroupChar = node.Character("groupChar"),
            BareNumber = node.Flag("bareNumber") ?? true,
            ListDelimiter = node.Text("delimiter") ?? ",",
            ListItems = ReadListItems(node),
            MissingValues = node.Json.ContainsKey("missingValues") ? ReadMissing(node) : null,
            Categories = [.. ReadCategories(node)],
            PortalFormat = portal is null ? null : ReadPortalFormat(portal, type),
            PublicReason = portal?.Object("public") is { } open ? ReadReason(open) : null,
            ValidOn = portal?.Text("validOn"),
            IsSearched = portal?.Flag("search") ?? false,
            IsFaceted = portal?.Flag("facet") ?? false,
            IsIndexed = portal?.Flag("index") ?? false,
        };
        if (field.ListDelimiter.Length == 0)
            node.Report("delimiter", "phải có ít nhất một ký tự", "must have at least one character");
        if (type == FieldType.Number && field.GroupChar == field.DecimalChar)
            node.Report("groupChar", "phải khác decimalChar", "must differ from decimalChar");
        if (node.Json.ContainsKey("trueValues"))
            field = field with { TrueValues = [.. node.Texts("trueValues").Select(Encoding.UTF8.GetBytes)] };
        if (node.Json.ContainsKey("falseValues"))
            field = field with { FalseValues = [.. node.Texts("falseValues").Select(Encoding.UTF8.GetBytes)] };
        return node.Object("constraints") is { } constraints ? field with { Constraints = ReadConstraints(constraints, field) } : field;
    }

    private static FieldFormat? ReadPortalFormat(DescriptorNode portal, FieldType type)
    {
        if (portal.Text("format") is not { } name)
            return null;
        if (FieldFormat.Find(name) is { } format && format.Type == type)
            return format;

        var known = string.Join(", ", FieldFormat.All.Where(row => row.Type == type));
        portal.Report("format", $"phải là một trong: {known}", $"must be one of: {known}");
        return null;
    }

    private static LocalizedText? ReadReason(DescriptorNode open)
    {
        var reason = DataPackageReader.Localized(open, "reason");
        if (string.IsNullOrWhiteSpace(reason?.Vi))
            open.Report("reason", "là bắt buộc: vì sao dữ liệu cá nhân này được công khai", "is required: why this personal data may be public");
        return reason;
    }

    private static string? ReadFormat(DescriptorNode node, FieldType type)
    {
        var format = node.Text("format");
        if (format is null or "default" or "")
            return null;
        if (type != FieldType.Date && type != FieldType.DateTime && type != FieldType.Time)
            return format;
        if (format == "any")
            return format;

        // Old writers put "fmt:" before a pattern.
        var pattern = format.StartsWith("fmt:", StringComparison.Ordinal) ? format[4..] : format;
        if (pattern.Contains('%', StringComparison.Ordinal) && TimeParsers.FromStrptime(pattern) is { } converted)
            return converted;

        node.Report("format", $"không phải mẫu strptime được biết: {format} (ví dụ %d/%m/%Y)", $"is not a known strptime pattern: {format} (such as %d/%m/%Y)");
        return null;
    }

    private static FieldType ReadListItems(DescriptorNode node)
    {
        var name = node.Text("itemType") ?? "string";
        if (FieldType.Find(name) is { Kind: not ValueKind.Json } type)
            return type;

        node.Report("itemType", $"không được hỗ trợ: {name}", $"is not supported: {name}");
        return FieldType.String;
    }

    private static List<Category> ReadCategories(DescriptorNode node)
    {
        var categories = new List<Category>();
        foreach (var item in node.Json["categories"] as JsonArray ?? [])
        {
            if (item is JsonObject labelled)
                categories.Add(new Category(labelled["value"]?.ToString() ?? "", new LocalizedText(labelled["label"]?.ToString() ?? "", labelled["label_en"]?.ToString())));
            else if (item is not null)
                categories.Add(new Category(item.ToString(), new LocalizedText(item.ToString())));
        }

        return categories;
    }

    private static FieldConstraints ReadConstraints(DescriptorNode node, Field field)
    {
        if (node.Json.ContainsKey("jsonSchema"))
            node.Report(ProblemCode.DescriptorUnsupported, "jsonSchema", "chưa được hỗ trợ", "is not supported");

        var pattern = node.Text("pattern");
        if (pattern is not null && !IsPattern(pattern))
            node.Report("pattern", $"không phải biểu thức chính quy: {pattern}", $"is not a regular expression: {pattern}");

        return new FieldConstraints
        {
            Required = node.Flag("required") ?? false,
            Unique = node.Flag("unique") ?? false,
            Pattern = pattern,
            Enum = node.Json["enum"] is JsonArray values ? [.. values.Select(value => Canonical(node, "enum", field, value)).OfType<object>().Select(value => JsonSerializer.SerializeToNode(value)!)] : null,
            Minimum = Canonical(node, "minimum", field, node.Json["minimum"]),
            Maximum = Canonical(node, "maximum", field, node.Json["maximum"]),
            ExclusiveMinimum = Canonical(node, "exclusiveMinimum", field, node.Json["exclusiveMinimum"]),
            ExclusiveMaximum = Canonical(node, "exclusiveMaximum", field, node.Json["exclusiveMaximum"]),
            MinLength = node.Whole("minLength"),
            MaxLength = node.Whole("maxLength"),
        };
    }

    /// <summary>A bound or allowed value is written as JSON or as publishers write it in the data; both are brought to the portal's form.</summary>
    private static object? Canonical(DescriptorNode node, string name, Field field, JsonNode? value)
    {
        if (value is null)
            return null;

        var text = value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.ToJsonString(PortalJson.Compact),
        };
        if (field.TryParseCanonical(text, out var parsed))
            return parsed;
        if (field.Type.Parse(Encoding.UTF8.GetBytes(text), field, stackalloc byte[64], out var published))
            return published.ToParameter();

        node.Report(name, string.Create(CultureInfo.InvariantCulture, $"có giá trị không thuộc kiểu {field.Type}: {text}"), string.Create(CultureInfo.InvariantCulture, $"has a value that is not of type {field.Type}: {text}"));
        return null;
    }

    private static List<ForeignKey> ReadForeignKeys(DescriptorNode node, string id, string[] siblings, HashSet<string> names)
    {
        var keys = new List<ForeignKey>();
        foreach (var keyNode in node.Objects("foreignKeys"))
        {
            var fields = keyNode.Texts("fields");
            Check(keyNode, "fields", fields, names);
            if (fields.Count > 0 && names.Contains(VersionReference.RecordNameOf(fields[0])))
                keyNode.Report("fields", $"cần tên {VersionReference.RecordNameOf(fields[0])} cho bản ghi được trỏ tới, nhưng đã có trường tên đó", $"needs the name {VersionReference.RecordNameOf(fields[0])} for the record pointed to, which a field has");
            if (keyNode.Object("reference") is not { } reference)
            {
                keyNode.Report("reference", "là bắt buộc", "is required");
                continue;
            }

            var resource = reference.Text("resource") ?? "";
            var dataset = reference.Text("package") ?? (resource is "" or "self" ? id : resource);
            if (siblings.Length == 0 && reference.Text("package") is null && resource == node.Text("name"))
                dataset = id;
            var referenced = reference.Texts("fields");
            if (fields.Count == 0 || fields.Count != referenced.Count)
                keyNode.Report("reference/fields", "phải nhiều bằng fields", "must be as many as fields");
            else
                keys.Add(new ForeignKey(fields, dataset, referenced));
        }

        if (keys.Select(key => key.Dataset).Where(dataset => dataset != id).Distinct(StringComparer.Ordinal).Count() > MostReferenced)
            node.Report("foreignKeys", $"trỏ tới nhiều hơn {MostReferenced} bộ dữ liệu khác", $"point to more than {MostReferenced} other datasets");
        return keys;
    }

    private static List<string> ReadMissing(DescriptorNode node) =>
        node.Json["missingValues"] is JsonArray values
            ? [.. values.Select(value => value is JsonObject labelled ? labelled["value"]?.ToString() : value?.ToString()).OfType<string>()]
            : [.. node.Texts("missingValues")];

    private static void Check(DescriptorNode node, string name, IReadOnlyList<string> wanted, HashSet<string> names)
    {
        foreach (var missing in wanted.Where(wantedName => !names.Contains(wantedName)))
            node.Report(name, $"nêu trường không có: {missing}", $"names a field that does not exist: {missing}");
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
