using System.Text.Json.Nodes;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>Reads where a resource's data is, and in which dialect of CSV.</summary>
internal static class DataFileReader
{
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
        if (TextEncoding.Find(encoding) is null)
            resource.Report("encoding", $"không được biết: {encoding}", $"is not known: {encoding}");

        var name = paths[0];
        var isGzip = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || resource.Text("compression") is "gz" or "gzip";
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        var said = resource.Text("format") ?? Path.GetExtension(name).TrimStart('.');
        if (DataFormat.Find(said) is not { } format)
        {
            var known = string.Join(", ", DataFormat.All);
            resource.Report(ProblemCode.DescriptorUnsupported, "format", $"{said} chưa được hỗ trợ; hiện đọc {known}", $"{said} is not supported; these are: {known}");
            return null;
        }

        if (isGzip && !format.IsText)
            resource.Report(ProblemCode.DescriptorUnsupported, "compression", $"không dùng được với {format}", $"does not go with {format}");
        return new DataFile(paths[0], encoding, ReadDialect(resource.Object("dialect"), format)) { Format = format, IsGzip = isGzip };
    }

    /// <returns>False for a web address, an absolute path, or one that leaves its folder.</returns>
    public static bool IsInside(string path) =>
        path.Length > 0 && !path.Contains("://", StringComparison.Ordinal) && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Contains('\0', StringComparison.Ordinal) && !path.Split('/').Contains("..");

    private static CsvDialect ReadDialect(DescriptorNode? node, DataFormat format)
    {
        var delimiter = format.Delimiter ?? ',';
        if (node is null)
            return new CsvDialect { Delimiter = delimiter };

        if (node.Json["lineTerminator"] is not null && node.Text("lineTerminator") is { } end && end is not ("\r\n" or "\n" or "\r"))
            node.Report(ProblemCode.DescriptorUnsupported, "lineTerminator", "phải là CR, LF hoặc CRLF", "must be CR, LF or CRLF");

        var hasQuote = !node.Json.ContainsKey("quoteChar") || node.Json["quoteChar"] is not null;
        var dialect = new CsvDialect
        {
            Delimiter = node.Character("delimiter") ?? delimiter,
            QuoteChar = hasQuote ? node.Character("quoteChar") ?? '"' : null,
            EscapeChar = node.Flag("doubleQuote") == true ? null : node.Character("escapeChar"),
            SkipInitialSpace = node.Flag("skipInitialSpace") ?? false,
            HasHeader = node.Flag("header") ?? true,
            HeaderRow = ReadHeaderRow(node),
            IsHeaderRowSaid = node.Json.ContainsKey("headerRows"),
            SheetName = node.Text("sheetName"),
            SheetNumber = (int?)node.Whole("sheetNumber"),
            CommentChar = node.Character("commentChar"),
            NullSequence = node.Text("nullSequence"),
        };
        CheckCharacters(node, dialect);
        return dialect;
    }

    /// <summary>Data Package v2 gives header rows as a list.</summary>
    private static int ReadHeaderRow(DescriptorNode node)
    {
        if (node.Json["headerRows"] is not { } rows)
            return 1;
        if (rows is JsonArray { Count: > 1 })
            node.Report(ProblemCode.DescriptorUnsupported, "headerRows", "nhiều hơn một dòng tiêu đề chưa được hỗ trợ", "with more than one row is not supported");
        else if (rows is JsonArray { Count: 1 } one && one[0] is JsonValue value && value.TryGetValue(out int row) && row > 0)
            return row;
        else
            node.Report("headerRows", "phải là mảng gồm một số nguyên dương", "must be an array of one positive whole number");

        return 1;
    }

    /// <summary>Each character of a dialect has one meaning, and none is a line break.</summary>
    private static void CheckCharacters(DescriptorNode node, CsvDialect dialect)
    {
        var taken = new List<char> { '\r', '\n', '\0' };
        foreach (var (name, character) in new[] { ("delimiter", dialect.Delimiter), ("quoteChar", dialect.QuoteChar), ("escapeChar", dialect.EscapeChar), ("commentChar", dialect.CommentChar) })
        {
            if (character is not { } used || (name == "escapeChar" && used == dialect.QuoteChar))
                continue;
            if (taken.Contains(used) || (name != "delimiter" && used is ' ' or '\t'))
                node.Report(name, "không dùng được: đã có nghĩa khác, hoặc là khoảng trắng", "cannot be used: it means something else already, or is white space");

            taken.Add(used);
        }

        if (node.Json["quoteChar"] is not null && dialect.EscapeChar is { } escape && escape != dialect.QuoteChar)
            node.Report(ProblemCode.DescriptorUnsupported, "escapeChar", "không dùng cùng với quoteChar", "does not go with quoteChar");
    }
}
