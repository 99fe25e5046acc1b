using System.Globalization;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Import;

/// <summary>What does not stop a version, but somebody should know.</summary>
internal static class Warnings
{
    public static Problem NumbersInText(string file, string field, long count) => Of(
        ProblemCode.NumberInTextField, file, field, null,
        $"Trường văn bản {field} có {count} ô số: số 0 ở đầu, nếu từng có, đã mất.",
        $"The text field {field} has {count} number cells: zeros at their start, if there were any, are lost.");

    public static Problem PortalForm(string file) => Of(
        ProblemCode.PortalForm, file, null, null,
        $"Giá trị trong {file} viết theo dạng của cổng, không theo dạng mà lược đồ nêu, nên được đọc như vậy.",
        $"The values of {file} are written in the portal's own form, not as the schema says, and are read so.");

    public static Problem Doubtful(string file, string field, long count, long firstRow, string value, string vi, string en) => Of(
        ProblemCode.ValueDoubtful, file, field, value,
        $"Trường {field}: {count} giá trị đáng ngờ, đầu tiên ở dòng {firstRow} («{value}»): {vi}.",
        $"The field {field}: {count} values are in doubt, the first in row {firstRow} (\"{value}\"): {en}.");

    public static Problem Of(ProblemCode code, string file, string? field, string? value, FormattableString vi, FormattableString en) =>
        new(code, vi.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture)) { Place = new ProblemPlace(file, null, field, value) };
}
