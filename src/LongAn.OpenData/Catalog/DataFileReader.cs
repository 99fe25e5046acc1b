using System.Text;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Catalog;

/// <summary>Reads where a resource's data is, and in which dialect of CSV.</summary>
internal static class DataFileReader
{
    static DataFileReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static DataFile? Read(DescriptorNode resource)
    {
        if (resource.Json.ContainsKey("data"))
        {
            resource.Report(ProblemCode.DescriptorUnsupported, "data", "nằm trong mô tả chưa được hỗ trợ; hãy dùng path", "inside the descriptor is not supported; use path");
            return null;
        }

        var paths = resource.Texts("path");
        if (paths.Count != 1)
        {
            resource.Report(paths.Count == 0 ? ProblemCode.DescriptorInvalid : ProblemCode.DescriptorUnsupported, "path", "phải là đúng một tệp", "must be exactly one file");
            return null;
        }

        if (!IsInside(paths[0]))
        {
            resource.Report(ProblemCode.DescriptorUnsupported, "path", "phải là tệp trong thư mục của bộ dữ liệu", "must be a file inside the dataset's folder");
            return null;
        }

        var encoding = resource.Text("encoding") ?? "utf-8";
        if (!IsKnown(encoding))
            resource.Report("encoding", $"không được biết: {encoding}", $"is not known: {encoding}");

        var name = paths[0];
        var isGzip = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || resource.Text("compression") is "gz" or "gzip";
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        var format = resource.Text("format")?.ToLowerInvariant() ?? Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        if (format is not ("csv" or "tsv" or "txt" or "tab" or "psv"))
            resource.Report(ProblemCode.DescriptorUnsupported, "format", $"{format} chưa được hỗ trợ; hiện đọc csv và tsv", $"{format} is not supported; csv and tsv are");

        return new DataFile(paths[0], encoding, ReadDialect(resource.Object("dialect"), format)) { IsGzip = isGzip };
    }

    /// <returns>False for a web address, an absolute path, or one that leaves its folder.</returns>
    public static bool IsInside(string path) =>
        path.Length > 0 && !path.Contains("://", StringComparison.Ordinal) && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Contains('\0', StringComparison.Ordinal) && !path.Split('/').Contains("..");

    private static CsvDialect ReadDialect(DescriptorNode? node, string format)
    {
        var delimiter = format is "tsv" or "tab" ? '\t' : format == "psv" ? '|' : ',';
        if (node is null)
            return new CsvDialect { Delimiter = delimiter };

        // v1 nested the CSV dialect one level deeper in some writers' hands; v2 gives header rows as a list.
        var rows = node.Json["headerRows"] as System.Text.Json.Nodes.JsonArray;
        if (rows is { Count: > 1 })
            node.Report(ProblemCode.DescriptorUnsupported, "headerRows", "nhiều hơn một dòng tiêu đề chưa được hỗ trợ", "with more than one row is not supported");
        if (node.Json["lineTerminator"] is not null && node.Text("lineTerminator") is { } end && end is not ("\r\n" or "\n" or "\r"))
            node.Report(ProblemCode.DescriptorUnsupported, "lineTerminator", "phải là CR, LF hoặc CRLF", "must be CR, LF or CRLF");

        var hasQuote = !node.Json.ContainsKey("quoteChar") || node.Json["quoteChar"] is not null;
        return new CsvDialect
        {
            Delimiter = node.Character("delimiter") ?? delimiter,
            QuoteChar = hasQuote ? node.Character("quoteChar") ?? '"' : null,
            EscapeChar = node.Flag("doubleQuote") == true ? null : node.Character("escapeChar"),
            SkipInitialSpace = node.Flag("skipInitialSpace") ?? false,
            HasHeader = node.Flag("header") ?? true,
            HeaderRow = rows is { Count: 1 } && rows[0]!.GetValueKind() == System.Text.Json.JsonValueKind.Number ? Math.Max(1, (int)rows[0]!.GetValue<double>()) : 1,
            CommentChar = node.Character("commentChar"),
            NullSequence = node.Text("nullSequence"),
        };
    }

    private static bool IsKnown(string encoding)
    {
        try
        {
            _ = Encoding.GetEncoding(encoding);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
