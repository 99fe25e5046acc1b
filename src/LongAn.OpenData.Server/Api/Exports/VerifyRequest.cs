using LongAn.OpenData.Exports;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting.Requests;

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

    /// <param name="notMade">Files of the current version that nobody has asked for: the digest may be one of theirs.</param>
    /// <param name="dataset">Its address.</param>
    public static Problem Unknown(IEnumerable<WholeExport> notMade, string dataset)
    {
        var files = notMade.Select(export => export.Encoding == ExportEncoding.Identity ? export.Format.Name : $"{export.Format.Name} ({export.Encoding.Name})").ToList();
        var (restVi, restEn) = files.Count == 0 ? ("", "") : (
            $" Chưa được tạo ở phiên bản hiện hành nên chưa biết: {string.Join(", ", files)}; {dataset}/export.{{format}}?manifest=true tạo tệp và cho biết SHA-256.",
            $" Not made yet in the current version, so not known: {string.Join(", ", files)}; {dataset}/export.{{format}}?manifest=true makes a file and says its SHA-256.");
        return new Problem(
            ProblemCode.UnknownFile,
            $"Không tệp nào đã được tạo của bộ dữ liệu này có SHA-256 đó: tệp bị thiếu, bị sửa, hoặc được tải kèm bộ lọc hay tùy chọn; với tệp như vậy hãy hỏi manifest=true ở địa chỉ đã tải.{restVi}",
            $"No file of this dataset that has been made has that SHA-256: the file is short, or was changed, or was asked for with filters or options; for such a one ask manifest=true of its address.{restEn}")
        { Parameter = Digest.Name };
    }
}
