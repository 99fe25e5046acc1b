using System.Text.Json.Nodes;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Import.Inference;

/// <summary>Drafts the Table Schema of columns of which every value has been seen: names, types, and the key where one is sure.</summary>
internal static class SchemaDraft
{
    private static readonly string[] KeyWords = ["ma", "code", "id", "mst", "so hieu", "key"];

    public static JsonObject Of(List<ColumnFacts> columns, string file, Detection detection, ImportReport report)
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

    private static bool HasKeyWord(string title) => Slug.Of(title, "_").Split('_').Any(word => KeyWords.Contains(word)) || KeyWords.Contains(VietnameseText.Fold(title));

    private static List<string> Names(List<ColumnFacts> columns)
    {
        var names = new List<string>();
        foreach (var column in columns)
        {
            var name = Slug.Of(column.Title, "_");
            name = name.Length == 0 ? $"column_{names.Count + 1}" : char.IsAsciiDigit(name[0]) || name.StartsWith("_row", StringComparison.Ordinal) ? $"f_{name}" : name;
            var unique = name;
            for (var i = 2; names.Contains(unique); i++)
                unique = $"{name}_{i}";
            names.Add(unique);
        }

        return names;
    }
}
