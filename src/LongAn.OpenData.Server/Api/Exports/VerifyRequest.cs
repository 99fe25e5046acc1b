using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.Exports;

/// <summary>The digest that is asked about, checked.</summary>
internal sealed class VerifyRequest
{
    private const int HexDigits = 64;

    private static readonly QueryParameter Digest = new("sha256", new(
        "SHA-256 của tệp (64 chữ số thập lục phân), như sha256sum in ra.", "The file's SHA-256 (64 hexadecimal digits), as sha256sum prints it."))
    { IsRequired = true };

    public static readonly IReadOnlyList<QueryParameter> Parameters = [Digest, QueryParameter.Of(RecordsParameter.Language)];

    public VerifyRequest(IQueryCollection query)
    {
        List<Problem> problems = [.. QueryNames.Check(query, [.. Parameters.Select(row => row.Name)])];
        var text = query[Digest.Name].ToString().Trim();
        if (text.Length != HexDigits || !text.All(char.IsAsciiHexDigit))
            problems.Add(new Problem(ProblemCode.InvalidValue, "sha256 phải là 64 chữ số thập lục phân.", "sha256 must be 64 hexadecimal digits.") { Parameter = Digest.Name });
        Sha256 = text.ToLowerInvariant();
        Problems = problems;
    }

    public string Sha256 { get; }

    public IReadOnlyList<Problem> Problems { get; }

    public static Problem Unknown { get; } = new(
        ProblemCode.UnknownFile,
        "Không tệp nào của bộ dữ liệu này được lưu ở đây có SHA-256 đó: tệp bị thiếu, bị sửa, hoặc được tải kèm bộ lọc hay tùy chọn; với tệp như vậy hãy hỏi manifest=true ở địa chỉ đã tải.",
        "No file of this dataset that is kept here has that SHA-256: the file is short, or was changed, or was asked for with filters or options; for such a one ask manifest=true of its address.")
    { Parameter = Digest.Name };
}
