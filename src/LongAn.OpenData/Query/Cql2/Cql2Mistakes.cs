using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>The mistakes in one filter: each says where it is and what was expected.</summary>
internal sealed class Cql2Mistakes(string parameter, string text, Action<Problem> report)
{
    public int Count { get; private set; }

    public void Syntax(int at, string found, LocalizedText expected, string? suggestion = null) =>
        Report(ProblemCode.FilterSyntax, at, $"cần {expected.Vi}, không phải {Shown(found, "kết thúc")}", $"expected {expected.En}, not {Shown(found, "the end")}", suggestion);

    public void Unsupported(int at, string vi, string en, string? suggestion = null) =>
        Report(ProblemCode.FilterUnsupported, at, $"chưa hỗ trợ {vi}", $"{en} is not supported", suggestion);

    public void Type(int at, string vi, string en, string? suggestion = null) => Report(ProblemCode.FilterType, at, vi, en, suggestion);

    public void Value(int at, string found, LocalizedText expected) =>
        Report(ProblemCode.InvalidValue, at, $"cần {expected.Vi}, không phải «{ProblemMessages.Cut(found)}»", $"expected {expected.En}, not \"{ProblemMessages.Cut(found)}\"");

    public void UnknownField(int at, string name, IEnumerable<string> known)
    {
        var meant = Nearest.To(name, known);
        Report(ProblemCode.UnknownField, at, $"không có trường «{ProblemMessages.Cut(name)}»", $"there is no field \"{ProblemMessages.Cut(name)}\"", meant);
    }

    public void NotForType(int at, string name, FieldType type) =>
        Report(ProblemCode.OperatorNotForType, at, $"{name} không dùng được cho kiểu {type}", $"{name} does not fit the type {type}");

    /// <param name="vi">What is bounded, as in "at most 20 <i>levels</i>".</param>
    public void TooComplex(int at, int maximum, string vi, string en) =>
        Report(ProblemCode.FilterTooComplex, at, string.Create(CultureInfo.InvariantCulture, $"nhiều nhất {maximum:N0} {vi}"), string.Create(CultureInfo.InvariantCulture, $"at most {maximum:N0} {en}"), null, maximum);

    private void Report(ProblemCode code, int at, string vi, string en, string? suggestion = null, int? maximum = null)
    {
        Count++;
        var place = TextPlace.Of(text, Math.Min(at, text.Length));
        report(new Problem(
            code,
            string.Create(CultureInfo.InvariantCulture, $"{parameter}, dòng {place.Line} cột {place.Column}: {vi}.{ProblemMessages.MeantVi(suggestion)}"),
            string.Create(CultureInfo.InvariantCulture, $"{parameter}, line {place.Line} column {place.Column}: {en}.{ProblemMessages.MeantEn(suggestion)}"))
        { Parameter = parameter, At = place, Suggestion = suggestion, Maximum = maximum });
    }

    private static string Shown(string found, string end) => found.Length == 0 ? end : $"«{ProblemMessages.Cut(found)}»";
}
