using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Import.Changes;

/// <summary>What of a field or a schema is compared, as text.</summary>
internal delegate string? SchemaFact<in T>(T of);

/// <summary>Whether going from one fact to another breaks users; null of either is none.</summary>
internal delegate bool BreakingRule(string? before, string? after);

/// <summary>The rules by which two schemas are compared: one row each, a fact of a field or of the schema, and when its change breaks users.</summary>
/// <param name="Vi">Goes on behind "trường x": what has changed.</param>
/// <param name="En">Goes on behind "the field x".</param>
internal sealed record SchemaRule<T>(string Name, SchemaFact<T> Fact, BreakingRule IsBreaking, string Vi, string En);

/// <summary>The tables of rules.</summary>
internal static class SchemaRule
{
    public const string Added = "field-added";
    public const string RequiredAdded = "required-field-added";
    public const string Removed = "field-removed";

    /// <summary>From a type to one that takes all its values and answers alike.</summary>
    private static readonly HashSet<(string?, string?)> Widening = [("integer", "number"), ("year", "integer"), ("list", "array"), ("array", "list"), ("string", "any")];

    public static IReadOnlyList<SchemaRule<Field>> OfFields { get; } =
    [
        new("type-changed", field => field.Type.Name, (before, after) => !Widening.Contains((before, after)), "đổi kiểu", "changes its type"),
        new("unit-changed", field => field.Unit, Always, "đổi đơn vị đo", "changes its unit"),
        new("required-changed", field => field.Constraints.Required ? "required" : null, Always, "đổi việc bắt buộc", "changes whether it is required"),
        new("unique-changed", field => field.Constraints.Unique ? "unique" : null, Lost, "đổi việc không được trùng", "changes whether it is unique"),
        new("enum-changed", field => field.Constraints.Enum is { } values ? string.Join(", ", values.Select(value => value.ToJsonString()).Order(StringComparer.Ordinal)) : null, HasOthers, "đổi các giá trị được phép", "changes the values it may have"),
        new("pattern-changed", field => field.Constraints.Pattern, Always, "đổi mẫu của giá trị", "changes the pattern of its values"),
        new("minimum-changed", field => Text(field.Constraints.Minimum ?? field.Constraints.ExclusiveMinimum), Lost, "đổi giá trị nhỏ nhất", "changes its least value"),
        new("maximum-changed", field => Text(field.Constraints.Maximum ?? field.Constraints.ExclusiveMaximum), Lost, "đổi giá trị lớn nhất", "changes its greatest value"),
        new("length-changed", field => field.Constraints is { MinLength: null, MaxLength: null } ? null : $"{field.Constraints.MinLength}..{field.Constraints.MaxLength}", Never, "đổi độ dài", "changes its length"),
        new("format-changed", field => field.PortalFormat?.Name, Lost, "đổi định dạng", "changes its format"),
        new("list-items-changed", field => field.ListItems.Name, Always, "đổi kiểu của phần tử", "changes the type of its items"),
        new("title-changed", field => $"{field.Title.Vi} | {field.Title.En}", Never, "đổi tên gọi", "changes its title"),
        new("description-changed", field => $"{field.Description.Vi} | {field.Description.En}", Never, "đổi mô tả", "changes its description"),
        new("public-changed", field => field.PublicReason?.Vi, Never, "đổi lý do công khai", "changes why it may be public"),
    ];

    public static IReadOnlyList<SchemaRule<TableSchema>> OfSchemas { get; } =
    [
        new("primary-key-changed", schema => schema.PrimaryKey.Count == 0 ? null : string.Join(", ", schema.PrimaryKey), (before, _) => before is not null, "đổi khóa chính", "changes its primary key"),
        new("foreign-keys-changed", schema => schema.ForeignKeys.Count == 0 ? null : string.Join("; ", schema.ForeignKeys.Select(key => $"{string.Join(", ", key.Fields)} → {key.Dataset}").Order(StringComparer.Ordinal)), LosesKeys, "đổi khóa ngoại", "changes its foreign keys"),
        new("order-changed", schema => string.Join(", ", schema.Fields.Select(field => field.Name)), Never, "đổi thứ tự trường", "changes the order of its fields"),
    ];

    private static bool Always(string? before, string? after) => true;

    private static bool Never(string? before, string? after) => false;

    /// <summary>A promise that was made is kept no more, or another is made in its place.</summary>
    private static bool Lost(string? before, string? after) => before is not null;

    /// <summary>A value that was never there before may surprise who lists them all.</summary>
    private static bool HasOthers(string? before, string? after) => before is not null && (after is null || after.Split(", ").Except(before.Split(", ")).Any());

    /// <summary>Joins that worked work no more.</summary>
    private static bool LosesKeys(string? before, string? after) => before is not null && before.Split("; ").Except(after?.Split("; ") ?? []).Any();

    private static string? Text(object? bound) => bound is null ? null : Convert.ToString(bound, System.Globalization.CultureInfo.InvariantCulture);
}
