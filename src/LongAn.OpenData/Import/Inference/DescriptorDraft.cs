using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import.Sources;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Inference;

/// <summary>
/// Drafts the descriptor of a file that has none: a schema by every row of it, never by a sample. The draft is read as any descriptor is, so
/// the whole file is then held to it.
/// </summary>
public static class DescriptorDraft
{
    private const int MostFields = 900;
    private static readonly string[] KeyWords = ["ma", "code", "id", "mst", "so hieu", "key"];

    /// <param name="folder">Where the file lies.</param>
    /// <param name="file">Its name there.</param>
    /// <returns>The package descriptor as JSON; null where the report says why there is none.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not of its format.</exception>
    public static JsonObject? Of(string folder, string file, Detection detection, ImportReport report, CancellationToken cancel)
    {
        var id = Slug(Path.GetFileNameWithoutExtension(file), "-") is { Length: > 0 } slug ? slug : "dataset";
        if (Titles(folder, file, id, detection, cancel) is not { } titles)
        {
            report.Add(new Problem(ProblemCode.HeaderMismatch, "Tệp trống: không có dòng tiêu đề.", "The file is empty: there is no header.") { Place = new ProblemPlace(file, Rule: "header") });
            return null;
        }

        if (!AreSound(titles, file, detection, report))
            return null;

        var columns = Read(folder, file, id, titles, detection, report, cancel);
        return Package(id, file, Resource(id, file, detection, Schema(columns, file, detection, report)));
    }

    /// <summary>The header's cells, or the members' names; numbers where there is no header.</summary>
    private static List<string>? Titles(string folder, string file, string id, Detection detection, CancellationToken cancel)
    {
        var format = DataFormat.Find(detection.Format)!;
        if (format is { IsDelimited: false } && format != DataFormat.Xlsx)
            return Members(folder, file, id, detection, cancel);

        using var source = RowSources.Open(folder, Provisional(id, file, detection, [.. Enumerable.Range(0, MostFields).Select(i => $"c{i}")]));
        var cells = HeaderCells(source, detection);
        return cells is null ? null : detection.HeaderRow is null ? [.. cells.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"column_{i + 1}"))] : cells;
    }

    private static List<string>? HeaderCells(RowSource source, Detection detection)
    {
        _ = source.ReadHeader(new ImportReport(""));
        return source switch
        {
            CsvSource csv => csv.ReadLine(detection.HeaderRow ?? 1),
            XlsxSource sheet => sheet.ReadLine(detection.HeaderRow ?? 1),
            _ => null,
        };
    }

    private static List<string>? Members(string folder, string file, string id, Detection detection, CancellationToken cancel)
    {
        using var source = new JsonSource(folder, Provisional(id, file, detection, ["\u0001"]));
        _ = source.ReadHeader(new ImportReport(""));
        while (source.Read())
        {
            if (source.Row % 10_000 == 0)
                cancel.ThrowIfCancellationRequested();
        }

        List<string> names = [.. source.Members];
        return names.Count > 0 ? names : null;
    }

    private static bool AreSound(List<string> titles, string file, Detection detection, ImportReport report)
    {
        var before = report.ErrorCount;
        void Add(string vi, string en, string? field = null) => report.Add(new Problem(ProblemCode.HeaderMismatch, vi, en) { Place = new ProblemPlace(file, Field: field, Rule: "header") });

        if (titles.Count > MostFields)
            Add($"Bảng có {titles.Count} cột, nhiều nhất là {MostFields}. Hãy tách thành nhiều bảng, hoặc chuyển cột thành dòng.", $"The table has {titles.Count} columns, at most {MostFields} are taken. Split it, or turn columns into rows.");
        for (var i = 0; i < titles.Count && titles.Count <= MostFields; i++)
        {
            if (titles[i].Length == 0)
                Add($"Cột {i + 1} không có tên ở dòng tiêu đề {detection.HeaderRow}. Hãy đặt tên, hoặc bỏ cột.", $"Column {i + 1} has no name in the header on line {detection.HeaderRow}. Name it, or leave it out.", $"{i + 1}");
        }

        foreach (var twice in titles.Where(title => title.Length > 0).GroupBy(VietnameseText.Fold).Where(group => group.Count() > 1))
            Add($"Tiêu đề có cột trùng tên «{twice.First()}». Hãy đặt tên khác nhau.", $"The header has two columns \"{twice.First()}\". Give them different names.", twice.First());
        return report.ErrorCount == before;
    }

    private static List<ColumnFacts> Read(string folder, string file, string id, List<string> titles, Detection detection, ImportReport report, CancellationToken cancel)
    {
        var columns = titles.Select(title => new ColumnFacts(title)).ToList();
        string[] names = DataFormat.Find(detection.Format) is { IsDelimited: true } || detection.Sheet is not null ? [.. titles.Select((_, i) => $"c{i}")] : [.. titles];
        using var source = RowSources.Open(folder, Provisional(id, file, detection, names));
        _ = source.ReadHeader(new ImportReport(""));
        if (detection.HeaderRow is { } line)
            _ = source switch { CsvSource csv => csv.ReadLine(line), XlsxSource sheet => sheet.ReadLine(line), _ => null };
        while (source.Read())
        {
            if (source.Row % 10_000 == 0)
                cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count && source.Fault is null; i++)
            {
                var cell = source.Cell(i, out var kind);
                columns[i].Add(cell, kind);
            }
        }

        report.RowCount = source.Row;
        return columns;
    }

    private static JsonObject Schema(List<ColumnFacts> columns, string file, Detection detection, ImportReport report)
    {
        var names = Names(columns);
        var fields = new JsonArray();
        for (var i = 0; i < columns.Count; i++)
        {
            var (guess, doubt) = FieldGuess.Of(columns[i]);
            var field = new JsonObject { ["name"] = names[i] };
            if (detection.HeaderRow is not null || names[i] != columns[i].Title)
                field["title"] = columns[i].Title;
            foreach (var (name, value) in guess)
                field[name] = value?.DeepClone();
            fields.Add(field);
            if (doubt is not null)
                report.Warn(Warnings.Of(ProblemCode.SchemaDoubtful, file, names[i], null, $"Trường {names[i]} («{columns[i].Title}»): {doubt.Vi}.", $"The field {names[i]} (\"{columns[i].Title}\"): {doubt.En}."));
        }

        if (detection.Format == DataFormat.GeoJson.Name)
            fields.Add(new JsonObject { ["name"] = names.Contains("geometry") ? "geometry_shape" : "geometry", ["type"] = FieldType.GeoJson.Name });
        var schema = new JsonObject { ["$schema"] = "https://datapackage.org/profiles/2.0/tableschema.json", ["fields"] = fields };
        var key = columns.FindIndex(column => column.IsUnique && HasKeyWord(column.Title));
        if (key < 0 && columns[0].IsUnique && VietnameseText.Fold(columns[0].Title) is not ("stt" or "tt" or "no" or "#"))
            key = 0;
        if (key >= 0 && columns[key].Values > 1)
            schema["primaryKey"] = names[key];
        return schema;
    }

    private static bool HasKeyWord(string title) => Slug(title, "_").Split('_').Any(word => KeyWords.Contains(word)) || KeyWords.Contains(VietnameseText.Fold(title));

    private static List<string> Names(List<ColumnFacts> columns)
    {
        var names = new List<string>();
        foreach (var column in columns)
        {
            var name = Slug(column.Title, "_");
            name = name.Length == 0 ? $"column_{names.Count + 1}" : char.IsAsciiDigit(name[0]) || name.StartsWith("_row", StringComparison.Ordinal) ? $"f_{name}" : name;
            var unique = name;
            for (var i = 2; names.Contains(unique); i++)
                unique = $"{name}_{i}";
            names.Add(unique);
        }

        return names;
    }

    private static JsonObject Resource(string id, string file, Detection detection, JsonObject schema)
    {
        var resource = new JsonObject { ["name"] = id, ["path"] = file, ["format"] = detection.Format };
        if (detection.Encoding is { } encoding)
            resource["encoding"] = encoding;
        if (detection.IsGzip)
            resource["compression"] = "gz";
        if (Dialect(detection) is { Count: > 0 } dialect)
            resource["dialect"] = dialect;
        resource["schema"] = schema;
        return resource;
    }

    private static JsonObject Dialect(Detection detection)
    {
        var dialect = new JsonObject();
        if (detection.Delimiter is { } delimiter && delimiter != DataFormat.Find(detection.Format)!.Delimiter)
            dialect["delimiter"] = delimiter.ToString();
        if (detection.EscapeChar is { } escape)
        {
            dialect["escapeChar"] = escape.ToString();
            dialect["doubleQuote"] = false;
        }

        if (detection.CommentChar is { } comment)
            dialect["commentChar"] = comment.ToString();
        if (detection.SkipInitialSpace)
            dialect["skipInitialSpace"] = true;
        if (detection.Sheet is { } sheet)
            dialect["sheetName"] = sheet;
        if ((detection.Delimiter is not null || detection.Sheet is not null) && detection.HeaderRow is null)
            dialect["header"] = false;
        else if (detection.HeaderRow > 1)
            dialect["headerRows"] = new JsonArray(detection.HeaderRow.Value);
        return dialect;
    }

    private static JsonObject Package(string id, string file, JsonObject resource) => new()
    {
        ["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json",
        ["name"] = id,
        ["title"] = Path.GetFileNameWithoutExtension(file),
        ["licenses"] = new JsonArray(new JsonObject { ["name"] = "CC-BY-4.0", ["path"] = "https://creativecommons.org/licenses/by/4.0/" }),
        ["resources"] = new JsonArray(resource),
    };

    /// <summary>Every column as text, by its position.</summary>
    private static DatasetDescriptor Provisional(string id, string file, Detection detection, string[] names)
    {
        var description = new DatasetDescription(id) { Publisher = new Publisher("", LocalizedText.Empty, null), Licences = [], Provenance = Provenance.Compiled };
        var data = new DataFile(file, detection.Encoding ?? "utf-8", new CsvDialect
        {
            Delimiter = detection.Delimiter ?? ',',
            EscapeChar = detection.EscapeChar,
            CommentChar = detection.CommentChar,
            SkipInitialSpace = detection.SkipInitialSpace,
            SheetName = detection.Sheet,
            HasHeader = false,
        })
        { Format = DataFormat.Find(detection.Format)!, IsGzip = detection.IsGzip };
        return new DatasetDescriptor(description, new TableSchema([.. names.Select(name => new Field(name, FieldType.Any))], [], [], [""]), data) { Json = "", ReadingJson = "" };
    }

    private static string Slug(string title, string between)
    {
        var slug = new StringBuilder();
        foreach (var letter in VietnameseText.Fold(title))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != between[0])
                slug.Append(between);
        }

        return slug.ToString().Trim(between[0])[..Math.Min(60, slug.ToString().Trim(between[0]).Length)];
    }
}
