using System.IO.Compression;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Intake;

/// <summary>
/// Finds how a file is that somebody sent, by its content first, then by its name. What is found is told in the report; what the portal
/// cannot read is a problem that says what to do.
/// </summary>
public static class FileIntake
{
    /// <summary>The format of a zipped Data Package, beside those of <see cref="DataFormat"/>.</summary>
    public const string DataPackage = "datapackage";

    /// <summary>As much as dialects are found by; encodings are found by the whole file.</summary>
    private const int HeadBytes = 256 * 1024;

    /// <param name="name">As the sender calls the file; its extension counts where the content tells nothing.</param>
    /// <param name="stated">Goes before what the content looks like.</param>
    /// <returns>Null where the file cannot be read; the report says why.</returns>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static Detection? Detect(string path, string name, StatedForm stated, ImportReport report, CancellationToken cancel)
    {
        var head = Head(path, out var isGzip);
        var extension = Path.GetExtension(isGzip && name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name).TrimStart('.');
        if (head.Length == 0)
        {
            report.Add(new Problem(ProblemCode.HeaderMismatch, "Tệp trống: không có dòng tiêu đề.", "The file is empty: there is no header.") { Place = new ProblemPlace(name, Rule: "header") });
            return null;
        }

        if (FileSignature.Find(head) is { } known)
            return known.Problem is { } refuse ? Refused(report, refuse(name)) : Binary(path, name, stated.Sheet, report);
        if (stated.Encoding is { } said && TextEncoding.Find(said) is null)
            return Refused(report, Problem(ProblemCode.EncodingDoubtful, name, $"Không có bảng mã «{said}».", $"There is no encoding \"{said}\"."));
        if ((stated.Encoding is null ? EncodingGuess.Of(() => Open(path, isGzip), head, cancel) : EncodingGuess.Stated(stated.Encoding, head)) is not { } encoding)
        {
            return Refused(report, Problem(
                ProblemCode.EncodingDoubtful, name,
                $"{name} không phải UTF-8, và không bảng mã nào được nhận ra. Hãy lưu lại ở dạng UTF-8, hoặc nêu bảng mã của tệp (`encoding`, ở đây hoặc trong mô tả).",
                $"{name} is not UTF-8, and no encoding was recognised. Save it as UTF-8, or name its encoding (`encoding`, here or in the descriptor)."));
        }

        Warn(report, name, encoding);
        var text = encoding.Decode(head);
        var detection = new Detection(TextFormat(text, extension).Name, encoding.Name, encoding.HasByteOrderMark, null, null, null) { IsGzip = isGzip };
        return DataFormat.Find(detection.Format)!.IsDelimited ? DialectGuess.Of(text, detection, stated.Delimiter) : detection;
    }

    private static Detection? Binary(string path, string name, string? sheet, ImportReport report)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (archive.GetEntry("xl/workbook.xml") is not null)
                return WorkbookGuess.Of(path, name, sheet, report);
            if (archive.Entries.Any(entry => entry.Name == DataPackageReader.FileName))
                return new Detection(DataPackage, null, false, null, null, null);
        }
        catch (InvalidDataException broken)
        {
            return Refused(report, Problem(ProblemCode.DataUnreadable, name, $"Không đọc được {name}: {broken.Message}", $"{name} cannot be read: {broken.Message}"));
        }

        return Refused(report, Problem(
            ProblemCode.UnknownFormat, name,
            $"{name} là tệp zip không có sổ tính Excel và không có {DataPackageReader.FileName}.",
            $"{name} is a zip file with neither an Excel workbook nor a {DataPackageReader.FileName} in it."));
    }

    private static byte[] Head(string path, out bool isGzip)
    {
        using var file = File.OpenRead(path);
        var head = new byte[HeadBytes];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        isGzip = length > 2 && head[0] == 0x1F && head[1] == 0x8B;
        if (!isGzip)
            return head[..length];

        using var unpacked = Open(path, isGzip);
        return head[..unpacked.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static Stream Open(string path, bool isGzip) => isGzip ? new GzipSource(File.OpenRead(path)) : File.OpenRead(path);

    private static DataFormat TextFormat(string text, string extension)
    {
        var said = DataFormat.Find(extension);
        var start = text.AsSpan().TrimStart();
        if (said is { IsDelimited: true } || start.IsEmpty || start[0] is not ('{' or '['))
            return said is { IsDelimited: true } ? said : DataFormat.Csv;
        if (start[0] == '[')
            return DataFormat.Json;
        if (start.Contains("\"FeatureCollection\"", StringComparison.Ordinal))
            return DataFormat.GeoJson;

        var end = start.IndexOf('\n');
        return end > 0 && start[..end].TrimEnd() is [.., '}'] && (said == DataFormat.Ndjson || start[(end + 1)..].TrimStart() is ['{', ..]) ? DataFormat.Ndjson : said == DataFormat.Ndjson ? said : DataFormat.Json;
    }

    private static void Warn(ImportReport report, string name, EncodingGuess encoding)
    {
        if (encoding.IsLegacy)
        {
            report.Warn(Problem(
                ProblemCode.EncodingDoubtful, name,
                $"{name} không phải UTF-8; bảng mã được nhận ra là {encoding.Name}. Hãy xem lại chữ có đúng không.",
                $"{name} is not UTF-8; its encoding was recognised as {encoding.Name}. See whether the text is right."));
        }

        if (encoding.Mojibake > 0)
        {
            report.Warn(Problem(
                ProblemCode.Mojibake, name,
                $"{name} có {encoding.Mojibake} chỗ chữ đã hỏng (như «TÃ¢n An», «�»): UTF-8 từng bị đọc bằng bảng mã khác. Hãy lấy lại từ bản gốc.",
                $"{name} has {encoding.Mojibake} places of broken text (such as \"TÃ¢n An\", \"�\"): UTF-8 was once read in another encoding. Take it from the original again."));
        }
    }

    private static Detection? Refused(ImportReport report, Problem problem)
    {
        report.Add(problem);
        return null;
    }

    private static Problem Problem(ProblemCode code, string name, string vi, string en) => new(code, vi, en) { Place = new ProblemPlace(name) };
}
