using System.Text.RegularExpressions;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Architecture;

/// <summary>Who may import whom, and which package stays in which room. Read from the source, since that is where it goes wrong.</summary>
public sealed partial class ArchitectureTests
{
    private const string Engine = "LongAn.OpenData";
    private const string Server = "LongAn.OpenData.Server";

    /// <summary>A stage of the engine, and the stages it may know. The storage engines are folders of Storage that do not know each other.</summary>
    private static readonly Dictionary<string, string[]> Stages = new()
    {
        ["Text"] = [],
        ["Problems"] = ["Text"], // titles are in both languages
        ["Catalog"] = ["Problems", "Text"],
        ["Query"] = ["Query.Cql2", "Query.Spatial", "Catalog", "Problems", "Text"], // its own rooms: a language and a kind of condition
        ["Query.Cql2"] = ["Query", "Query.Spatial", "Catalog", "Problems", "Text"],
        ["Query.Groups"] = ["Query", "Catalog", "Problems", "Text"],
        ["Query.Facets"] = ["Query", "Query.Groups", "Catalog", "Problems", "Text"],
        ["Query.Aggregates"] = ["Query", "Query.Groups", "Catalog", "Problems", "Text"],
        ["Query.Suggest"] = ["Query", "Query.Facets", "Catalog", "Text"],
        ["Query.Spatial"] = ["Query", "Catalog", "Problems", "Text"],
        ["Storage"] = ["Query", "Query.Groups", "Catalog", "Problems", "Text"],
        ["Storage.Sqlite"] = ["Storage", "Query", "Query.Cql2", "Query.Facets", "Query.Groups", "Query.Spatial", "Query.Suggest", "Catalog", "Problems", "Text"],
        ["Formats"] = ["Formats.Parquet", "Formats.Xlsx", "Query", "Query.Spatial", "Catalog", "Problems", "Text"], // its own rooms: formats of several files; a feature has a place, a format a title
        ["Formats.Parquet"] = ["Formats", "Query", "Catalog"],
        ["Formats.Xlsx"] = ["Formats", "Query", "Catalog"],
        ["Exports"] = ["Storage", "Storage.Sqlite", "Formats", "Query", "Catalog"], // files made of both: what a store reads, as a format writes it
        ["Import"] = ["Import.Archives", "Import.Inference", "Import.Intake", "Import.PersonalData", "Import.Sources", "Storage", "Storage.Sqlite", "Catalog", "Problems", "Text"], // its own rooms: what files are read by, and what is looked for in them
        ["Import.Archives"] = ["Catalog", "Problems"],
        ["Import.Changes"] = ["Catalog", "Problems", "Text"],
        ["Import.Inference"] = ["Import", "Import.Sources", "Catalog", "Problems", "Text"],
        ["Import.Intake"] = ["Import", "Import.Sources", "Catalog", "Problems", "Text"],
        ["Import.PersonalData"] = ["Import", "Catalog", "Problems", "Text"],
        ["Import.Sources"] = ["Import", "Import.Archives", "Catalog", "Problems", "Text"],
        ["Publishing"] = ["Storage", "Storage.Sqlite", "Import", "Import.Changes", "Catalog", "Problems"],
        ["Publishing.Keys"] = ["Publishing", "Text"], // who may publish; a scope says in both languages what it is for
        ["Publishing.Jobs"] = ["Publishing"],
        ["Publishing.Log"] = ["Publishing"],
        ["Publishing.Feedback"] = ["Publishing", "Text"], // a category has a title
        ["Publishing.Usage"] = ["Publishing", "Text"], // a kind of use has a title
        ["Publishing.Harvests"] = ["Publishing", "Catalog"],
    };

    /// <summary>A package's namespace and the folders, under src, that may use it.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Dapper"] = ["LongAn.OpenData/Storage", "LongAn.OpenData/Publishing"],
        ["Microsoft.Data.Sqlite"] = ["LongAn.OpenData/Storage/Sqlite", "LongAn.OpenData/Publishing", "LongAn.OpenData/Import"], // Import tells a full disk from a mistake
        ["SQLitePCL"] = ["LongAn.OpenData/Storage/Sqlite"],
        ["Npgsql"] = ["LongAn.OpenData/Storage/Postgres"],
        ["CsvHelper"] = ["LongAn.OpenData/Import", "LongAn.OpenData/Formats"],
        ["MiniExcelLibs"] = ["LongAn.OpenData/Import/Sources"],
        ["Parquet"] = ["LongAn.OpenData/Formats/Parquet"],
        ["System.IO.Hashing"] = ["LongAn.OpenData/Import", "LongAn.OpenData/Text", "LongAn.OpenData/Query/Groups", "LongAn.OpenData.Server/Hosting/Answers"],
        ["Superpower"] = ["LongAn.OpenData/Query/Cql2"],
        ["NetTopologySuite"] = ["LongAn.OpenData/Query/Spatial", "LongAn.OpenData/Query/Cql2"],
        ["ZstdSharp"] = ["LongAn.OpenData/Exports", "LongAn.OpenData.Server/Hosting"],
        ["System.CommandLine"] = ["LongAn.OpenData.Server/Commands"],
        ["Swashbuckle"] = ["LongAn.OpenData.Server/Api/OpenApi", "LongAn.OpenData.Server/Hosting"],
        ["Prometheus"] = ["LongAn.OpenData.Server/Hosting/Metrics"],
        ["Microsoft.OpenApi"] = ["LongAn.OpenData.Server/Api/OpenApi", "LongAn.OpenData.Server/Hosting"],
    };

    private static readonly List<(string File, string Namespace, string[] Usings)> Sources = [.. Read()];

    [Fact]
    public void A_stage_of_the_engine_knows_only_those_it_may()
    {
        var wrong = from source in Sources
                    where IsEngine(source.File)
                    let stage = source.Namespace[(Engine.Length + 1)..]
                    from used in source.Usings
                    where used.StartsWith(Engine + ".", StringComparison.Ordinal)
                    let other = used[(Engine.Length + 1)..]
                    where other != stage && !Stages[stage].Contains(other)
                    select $"{source.File} uses {other}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_engine_has_no_stage_that_the_table_lacks()
    {
        Assert.Equal(Stages.Keys.Order(StringComparer.Ordinal), Sources.Where(source => IsEngine(source.File)).Select(source => source.Namespace).Distinct().Select(name => name[(Engine.Length + 1)..]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_engine_cannot_see_HTTP()
    {
        Assert.Empty(
            from source in Sources
            where IsEngine(source.File)
            from used in source.Usings
            where IsIn(used, "Microsoft.AspNetCore") || IsIn(used, "System.Net") || IsIn(used, "Microsoft.Extensions")
            select $"{source.File} uses {used}");
    }

    [Fact]
    public void A_slice_of_the_API_knows_the_engine_and_hosting_and_no_other_slice()
    {
        Assert.Empty(
            from source in Sources
            where source.Namespace.StartsWith(Server + ".Api.", StringComparison.Ordinal)
            from used in source.Usings
            where used.StartsWith(Server, StringComparison.Ordinal) && !IsIn(used, source.Namespace) && !IsIn(used, Server + ".Hosting")
            select $"{source.File} uses {used}");
    }

    /// <summary>The pages ask the engine, not the portal's own API.</summary>
    [Fact]
    public void The_explorer_knows_the_engine_and_hosting_and_not_the_API()
    {
        Assert.Empty(
            from source in Sources
            where IsIn(source.Namespace, Server + ".Explorer")
            from used in source.Usings
            where used.StartsWith(Server, StringComparison.Ordinal) && !IsIn(used, Server + ".Explorer") && !IsIn(used, Server + ".Hosting")
            select $"{source.File} uses {used}");
    }

    [Fact]
    public void The_explorer_asks_the_engine_and_no_slice_of_the_API()
    {
        Assert.Empty(
            from source in Sources
            where IsIn(source.Namespace, Server + ".Explorer")
            from used in source.Usings
            where used.StartsWith(Server, StringComparison.Ordinal) && !IsIn(used, Server + ".Explorer") && !IsIn(used, Server + ".Hosting")
            select $"{source.File} uses {used}");
        Assert.Empty(
            from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", Server, "Explorer"), "*.razor", SearchOption.AllDirectories)
            where File.ReadAllText(path).Contains(Server + ".Api", StringComparison.Ordinal) || File.ReadAllText(path).Contains(" Api.", StringComparison.Ordinal)
            select path);
    }

    [Fact]
    public void Commands_are_known_to_the_program_alone()
    {
        Assert.Empty(
            from source in Sources
            where !IsIn(source.Namespace, Server + ".Commands") && source.File != "LongAn.OpenData.Server/Program.cs"
            from used in source.Usings
            where IsIn(used, Server + ".Commands")
            select $"{source.File} uses {used}");
    }

    [Fact]
    public void A_package_stays_in_its_room()
    {
        var wrong = from source in Sources
                    from used in source.Usings
                    from room in Rooms
                    where IsIn(used, room.Key) && !room.Value.Any(folder => source.File.StartsWith(folder + "/", StringComparison.Ordinal))
                    select $"{source.File} uses {used}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_file_lies_in_the_folder_of_its_namespace()
    {
        Assert.Empty(
            from source in Sources
            where source.Namespace.Length > 0 && source.Namespace != NamespaceOf(source.File)
            select $"{source.File} is in {source.Namespace}");
    }

    /// <summary>The document of the whole portal has examples too, and "Try it out" should find something there.</summary>
    [Fact]
    public void Code_names_a_dataset_only_where_samples_of_it_are_made_and_in_examples()
    {
        Assert.Empty(
            from source in Sources
            where !source.File.StartsWith("LongAn.OpenData.Server/Commands/Samples/", StringComparison.Ordinal)
                && !source.File.StartsWith("LongAn.OpenData.Server/Api/OpenApi/", StringComparison.Ordinal)
            let text = string.Join('\n', File.ReadLines(Path.Combine(Repository.Root, "src", source.File)).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            from id in Repository.DatasetIds
            where text.Contains($"\"{id}\"", StringComparison.Ordinal)
            select $"{source.File} names {id}");
    }

    private static IEnumerable<(string File, string Namespace, string[] Usings)> Read()
    {
        var src = Path.Combine(Repository.Root, "src");
        foreach (var path in Directory.EnumerateFiles(src, "*.cs", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(src, path).Replace(Path.DirectorySeparatorChar, '/');
            if (file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal))
                continue;

            var text = File.ReadAllText(path);
            yield return (file, Namespace().Match(text).Groups[1].Value, [.. Using().Matches(text).Select(match => match.Groups[1].Value), .. Qualified().Matches(text).Select(match => match.Value)]);
        }
    }

    private static bool IsEngine(string file) => file.StartsWith(Engine + "/", StringComparison.Ordinal);

    private static bool IsIn(string name, string room) => name == room || name.StartsWith(room + ".", StringComparison.Ordinal);

    private static string NamespaceOf(string file) => file[..file.LastIndexOf('/')].Replace('/', '.');

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:global )?using (?:static |\w+ = )?([\w.]+)[;<]", RegexOptions.Multiline)]
    private static partial Regex Using();

    /// <summary>A namespace written out where it is used.</summary>
    [GeneratedRegex(@"(?<![\w.""])(?:Dapper|Npgsql|SQLitePCL|CsvHelper|Swashbuckle|System\.CommandLine|System\.IO\.Hashing|Microsoft\.Data\.Sqlite|Microsoft\.OpenApi)\.\w+(?=[\w.]*[(.])")]
    private static partial Regex Qualified();
}
