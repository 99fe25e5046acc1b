using System.Text.Json.Nodes;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Inference;

/// <summary>Decides a field's type by all that its column holds. A code stays text: what would lose a zero as a number is none.</summary>
internal static class FieldGuess
{
    /// <summary>A double is exact to fifteen digits, and longer numbers are hardly ever amounts.</summary>
    private const int MostDigits = 15;

    private static readonly string[] CodeWords = ["ma", "code", "mst", "so hieu", "id", "zip", "sdt", "dien thoai", "phone", "cmnd", "cccd"];
    private static readonly string[] PlaceWords = ["lat", "lon", "long", "lng", "latitude", "longitude", "kinh do", "vi do", "x", "y"];

    /// <returns>Members of the field beside its name, and why somebody should look; null where nothing is in doubt.</returns>
    public static (JsonObject Field, LocalizedText? Doubt) Of(ColumnFacts column)
    {
        var (field, doubt) = Decide(column);
        if (column.Missing.Count > 0 && (string?)field["type"] != "string")
            field["missingValues"] = new JsonArray([.. column.Missing.Prepend("").Select(word => (JsonNode?)word)]);
        return (field, doubt);
    }

    private static (JsonObject Field, LocalizedText? Doubt) Decide(ColumnFacts column)
    {
        var shapes = column.Values == 0 ? Shape.None : column.Shapes;
        if (column.StructureStart is { } start && start != '?')
            return (Typed(start == '{' ? "object" : "array"), null);
        if (shapes.HasFlag(Shape.Boolean))
            return (Boolean(column), null);
        if (shapes.HasFlag(Shape.IsoDate))
            return (Typed("date"), null);
        if (shapes.HasFlag(Shape.IsoDateTime))
            return (Typed("datetime"), null);
        if (shapes.HasFlag(Shape.DayMonthYearTime))
            return (Formatted("datetime", Pattern(column) + (column.Words.Any(word => word.Count(letter => letter == ':') == 2) ? " %H:%M:%S" : " %H:%M")), null);
        if (shapes.HasFlag(Shape.DayMonthYear))
        {
            var isEither = shapes.HasFlag(Shape.MonthDayYear);
            return (Formatted("date", Pattern(column)), isEither ? new("mọi ngày đều đọc được cả theo tháng/ngày; được đọc theo ngày/tháng", "every date can be read as month/day too; they are read as day/month") : null);
        }

        if (shapes.HasFlag(Shape.MonthDayYear))
            return (Formatted("date", "%m/%d/%Y"), new("ngày viết theo kiểu tháng/ngày/năm", "dates are written month/day/year"));
        if ((shapes & Shape.Numbers) == 0)
            return (Typed("string"), null);
        return Number(column, shapes);
    }

    private static (JsonObject Field, LocalizedText? Doubt) Number(ColumnFacts column, Shape shapes)
    {
        var isPlace = HasWord(column.Title, PlaceWords);
        if (column.HasLeadingZero || column.MostDigits > MostDigits && !isPlace && shapes.HasFlag(Shape.Whole) || (column.HasTrailingZero && shapes.HasFlag(Shape.Point) && !isPlace))
            return (Typed("string"), null);
        if (shapes.HasFlag(Shape.Whole))
            return (HasWord(column.Title, CodeWords) && !column.HasPercent ? Typed("string") : Percent(Typed("integer"), column), null);

        var isVietnamese = shapes.HasFlag(Shape.VietnameseNumber) && column.HasPoint;
        if (isVietnamese)
        {
            var isEither = shapes.HasFlag(Shape.Point);
            return (Percent(Typed(column.HasComma ? "number" : "integer", ",", "."), column), isEither ? new("mọi số đều có đúng ba chữ số sau dấu chấm; dấu chấm được đọc là dấu nhóm nghìn (1.525 là 1525)", "every number has three digits behind its dot; the dot is read as grouping thousands (1.525 is 1525)") : null);
        }

        if (shapes.HasFlag(Shape.Point))
            return (Percent(Typed("number"), column), null);
        if (shapes.HasFlag(Shape.EnglishNumber))
        {
            var isEither = shapes.HasFlag(Shape.Comma);
            return (Percent(Typed(column.HasPoint ? "number" : "integer", ".", ","), column), isEither ? new("mọi số đều có đúng ba chữ số sau dấu phẩy; dấu phẩy được đọc là dấu nhóm nghìn (1,525 là 1525)", "every number has three digits behind its comma; the comma is read as grouping thousands (1,525 is 1525)") : null);
        }

        return (Percent(Typed("number", ","), column), null);
    }

    private static JsonObject Percent(JsonObject field, ColumnFacts column)
    {
        if (!column.HasPercent)
            return field;

        field["bareNumber"] = false;
        field["unit"] = "%";
        return field;
    }

    private static JsonObject Boolean(ColumnFacts column)
    {
        var field = Typed("boolean");
        if (column.Words.All(word => word is "true" or "false" or "True" or "False" or "TRUE" or "FALSE"))
            return field;

        string[] Is(params string[] words) => [.. column.Words.Where(word => words.Contains(word.ToLowerInvariant())).Order(StringComparer.Ordinal)];
        field["trueValues"] = new JsonArray([.. Is("có", "true", "yes", "đúng").DefaultIfEmpty("có").Select(word => (JsonNode?)word)]);
        field["falseValues"] = new JsonArray([.. Is("không", "false", "no", "sai").DefaultIfEmpty("không").Select(word => (JsonNode?)word)]);
        return field;
    }

    private static JsonObject Typed(string type, string? point = null, string? group = null)
    {
        var field = new JsonObject { ["type"] = type };
        if (point is not null && (type == "number" || point == "."))
            field["decimalChar"] = point;
        if (group is not null)
            field["groupChar"] = group;
        return field;
    }

    private static JsonObject Formatted(string type, string format) => new() { ["type"] = type, ["format"] = format };

    private static string Pattern(ColumnFacts column) => $"%d{column.DateSeparator}%m{column.DateSeparator}%Y";

    private static bool HasWord(string title, string[] words)
    {
        var folded = $" {string.Join(' ', VietnameseText.Fold(title).Split([' ', '_', '-', '.', '(', ')', '/', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))} ";
        return words.Any(word => folded.Contains($" {word} ", StringComparison.Ordinal));
    }
}
