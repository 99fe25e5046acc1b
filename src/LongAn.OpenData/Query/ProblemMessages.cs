using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query;

/// <summary>Messages about requests that more than one place gives.</summary>
public static class ProblemMessages
{
    private const int LongestQuoted = 100;

    public static Problem UnknownDataset(string id, string? suggestion) => new(
        ProblemCode.UnknownDataset, $"Không có bộ dữ liệu «{Cut(id)}».{MeantVi(suggestion)}", $"There is no dataset \"{Cut(id)}\".{MeantEn(suggestion)}")
    { Parameter = "id", Suggestion = suggestion };

    public static Problem UnknownVersion(Dataset dataset, int number) => UnknownVersion(dataset, number.ToString(CultureInfo.InvariantCulture));

    public static Problem UnknownVersion(Dataset dataset, string asked) => new(
        ProblemCode.UnknownVersion,
        string.Create(CultureInfo.InvariantCulture, $"Bộ dữ liệu {dataset.Id} không có phiên bản «{Cut(asked)}»; có từ {dataset.Versions[0].Number} đến {dataset.Versions[^1].Number}."),
        string.Create(CultureInfo.InvariantCulture, $"The dataset {dataset.Id} has no version \"{Cut(asked)}\"; it has {dataset.Versions[0].Number} to {dataset.Versions[^1].Number}."))
    { Parameter = "version", Maximum = dataset.Versions[^1].Number };

    public static Problem NotWhole(string parameter, long minimum) => new(
        ProblemCode.InvalidValue,
        string.Create(CultureInfo.InvariantCulture, $"{parameter} phải là số nguyên từ {minimum}."),
        string.Create(CultureInfo.InvariantCulture, $"{parameter} must be a whole number, at least {minimum}."))
    { Parameter = parameter };

    public static Problem UnknownRecord(Dataset dataset, string key) => new(
        ProblemCode.UnknownRecord, $"Bộ dữ liệu {dataset.Id} không có bản ghi «{Cut(key)}».", $"The dataset {dataset.Id} has no record \"{Cut(key)}\".")
    { Parameter = "key" };

    public static Problem UnknownField(string parameter, string name, TableSchema schema) => UnknownField(parameter, name, schema.Fields.Select(field => field.Name));

    public static Problem UnknownField(string parameter, string name, IEnumerable<string> known)
    {
        var meant = Nearest.To(name, known);
        return new Problem(ProblemCode.UnknownField, $"Không có trường «{Cut(name)}».{MeantVi(meant)}", $"There is no field \"{Cut(name)}\".{MeantEn(meant)}")
        {
            Parameter = parameter,
            Suggestion = meant,
        };
    }

    public static Problem CursorOfAnotherQuery { get; } = new(
        ProblemCode.CursorOfAnotherQuery,
        "Con trỏ thuộc về phiên bản, bộ lọc hoặc thứ tự khác; hãy giữ nguyên các tham số khi sang trang.",
        "The cursor belongs to another version, filter or order; keep the parameters as they were when turning pages.")
    { Parameter = "cursor" };

    public static string MeantVi(string? meant) => meant is null ? "" : $" Có phải là «{meant}»?";

    public static string MeantEn(string? meant) => meant is null ? "" : $" Did you mean \"{meant}\"?";

    /// <summary>What a caller wrote, as it may stand in an answer: not too long, and without NUL.</summary>
    public static string Cut(string text)
    {
        var shown = text.Replace('\0', '\uFFFD');
        return shown.Length <= LongestQuoted ? shown : string.Concat(shown.AsSpan(0, char.IsHighSurrogate(shown[LongestQuoted - 1]) ? LongestQuoted - 1 : LongestQuoted), "…");
    }
}
