using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Inference;

/// <summary>Drafts what a descriptor says beside the schema: the package, the file, and how it was found to be written.</summary>
internal static class ResourceDraft
{
    public static JsonObject PackageOf(string id, string file, Detection detection, JsonObject schema) => new()
    {
        ["$schema"] = "https://datapackage.org/profiles/2.0/datapackage.json",
        ["name"] = id,
        ["title"] = Path.GetFileNameWithoutExtension(file),
        ["licenses"] = new JsonArray(new JsonObject { ["name"] = "CC-BY-4.0", ["path"] = "https://creativecommons.org/licenses/by/4.0/" }),
        ["resources"] = new JsonArray(Resource(id, file, detection, schema)),
    };

    /// <summary>Every column as text, by its position.</summary>
    public static DatasetDescriptor Provisional(string id, string file, Detection detection, string[] names)
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
}
