using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Cli;

/// <summary>A folder with datasets broken in every way we know, and two that are sound; validated and served once.</summary>
public sealed class BrokenDatasets : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    public ServerRun Validated { get; private set; } = null!;

    /// <summary>The ids that are served.</summary>
    public IReadOnlyList<string> Served { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        folder.WriteDataset("a-first", [("id", "integer")], "id\n1\n");
        folder.WriteDataset("sound", [("id", "integer")], "id\n1\n2\n");
        foreach (var row in ValidateTests.Broken)
        {
            ValidateTests.Write(folder, row.Id);
            row.Break(folder, row.Id);
        }

        Validated = await ServerProcess.RunAsync("validate", folder.Path, "--json");
        await using var portal = await Portal.StartAsync(folder.Path);
        Served = [.. (await portal.ReadAsync("/api/v1/datasets"))["data"]!.AsArray().Select(dataset => (string)dataset!["id"]!)];
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

public sealed class ValidateTests(BrokenDatasets broken) : IClassFixture<BrokenDatasets>
{
    private static readonly (string, string)[] Fields = [("id", "integer"), ("code", "string")];

    /// <summary>Ways to break a dataset, with the code of the problem and where it is.</summary>
    internal static readonly (string Id, Action<TempFolder, string> Break, string Code, string? File, int? Row, string? Field)[] Broken =
    [
        ("descriptor-that-is-no-json", (folder, id) => File.WriteAllText(folder.At(id, "datapackage.json"), "{ \"name\": "), "descriptor-unreadable", "datapackage.json", null, null),
        ("descriptor-that-is-a-list", (folder, id) => File.WriteAllText(folder.At(id, "datapackage.json"), "[]"), "descriptor-unreadable", "datapackage.json", null, null),
        ("no-descriptor", (folder, id) => File.Delete(folder.At(id, "datapackage.json")), "descriptor-missing", "datapackage.json", null, null),
        ("no-licence", (folder, id) => Write(folder, id, change: (package, _) => package.Remove("licenses")), "descriptor-invalid", "datapackage.json", null, "/licenses"),
        ("unknown-type", (folder, id) => Write(folder, id, change: (_, schema) => schema["fields"]![1]!["type"] = "strng"), "descriptor-invalid", "datapackage.json", null, "/resources/0/schema/fields/1/type"),
        ("key-that-is-no-field", (folder, id) => Write(folder, id, change: (_, schema) => schema["primaryKey"] = "nothing"), "descriptor-invalid", "datapackage.json", null, "/resources/0/schema/primaryKey"),
        ("file-outside", (folder, id) => Write(folder, id, change: (package, _) => package["resources"]![0]!["path"] = "../sound/data.csv"), "descriptor-unsupported", "datapackage.json", null, "/resources/0/path"),
        ("missing-file", (folder, id) => File.Delete(folder.At(id, "data.csv")), "data-missing", "data.csv", null, null),
        ("empty-file", (folder, id) => Write(folder, id, ""), "header-mismatch", "data.csv", null, null),
        ("other-header", (folder, id) => Write(folder, id, "id,kode\n1,a\n"), "header-mismatch", "data.csv", null, "code"),
        ("short-row", (folder, id) => Write(folder, id, "id,code\n1,a\n2\n"), "row-shape", "data.csv", 2, null),
        ("wrong-type", (folder, id) => Write(folder, id, "id,code\n1,a\n1.5,b\n"), "type-mismatch", "data.csv", 2, "id"),
        ("same-key-twice", (folder, id) => Write(folder, id, "id,code\n1,a\n2,b\n1,c\n"), "duplicate-key", "data.csv", 3, "id"),
        ("no-key", (folder, id) => Write(folder, id, "id,code\n,a\n"), "constraint-broken", "data.csv", 1, "id"),
        ("bytes-that-are-no-utf-8", (folder, id) => File.WriteAllBytes(folder.At(id, "data.csv"), [.. "id,code\n1,"u8, 0xFF, (byte)'\n']), "undecodable-bytes", "data.csv", 1, null),
        ("foreign-key-to-no-dataset", (folder, id) => Write(folder, id, change: (_, schema) => Refer(schema, "nowhere", "id")), "unknown-reference", "datapackage.json", null, "id"),
        ("foreign-key-to-no-field", (folder, id) => Write(folder, id, change: (_, schema) => Refer(schema, "sound", "nothing")), "unknown-reference", "datapackage.json", null, "id"),
        ("foreign-key-to-no-record", (folder, id) => Write(folder, id, "id,code\n1,a\n9,b\n", (_, schema) => Refer(schema, "sound", "id")), "foreign-key-broken", "data.csv", 2, "id"),
        ("id-of-another-dataset", (folder, id) => Write(folder, id, change: (package, _) => package["name"] = "a-first"), "duplicate-dataset", "datapackage.json", null, "/name"),
    ];

    public static TheoryData<string> Ids => [.. Broken.Select(row => row.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void What_is_broken_is_reported_where_it_is(string id)
    {
        var (_, _, code, file, row, field) = Broken.Single(each => each.Id == id);
        var dataset = JsonNode.Parse(broken.Validated.Output)!.AsArray().Single(each => (string?)each!["dataset"] == id)!;

        Assert.False((bool)dataset["is_sound"]!);
        var problem = dataset["problems"]![0]!;
        Assert.Equal((code, file, row, field), ((string?)problem["code"], (string?)problem["file"], (int?)problem["row"], (string?)problem["field"]));
        Assert.NotEmpty((string)problem["message"]!["vi"]!);
        Assert.NotEmpty((string)problem["message"]!["en"]!);
    }

    [Fact]
    public void What_is_sound_is_served_beside_what_is_not()
    {
        var sound = JsonNode.Parse(broken.Validated.Output)!.AsArray().Where(dataset => (bool)dataset!["is_sound"]!).Select(dataset => (string)dataset!["dataset"]!);

        Assert.Equal((1, ""), (broken.Validated.ExitCode, broken.Validated.Error));
        Assert.Equal(["a-first", "sound"], sound);
        Assert.Equal(["a-first", "sound"], broken.Served);
    }

    [Fact]
    public async Task Every_dataset_of_the_repository_is_sound()
    {
        var run = await ServerProcess.RunAsync("validate");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Repository.DatasetIds, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Assert.IsType<string>(line)["sound".Length..].Trim().Split(',')[0]));
    }

    [Fact]
    public async Task A_report_in_words_goes_to_stdout_with_every_mistake()
    {
        using var folder = new TempFolder();
        Write(folder, "words", "id,code\nx,a\n2,b\ny,c\n");
        var run = await ServerProcess.RunAsync("validate", folder.Path);
        var vietnamese = await ServerProcess.RunAsync("validate", folder.Path, "--lang", "vi");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("rejected   words: 2 errors\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("type-mismatch: Row 1, field id: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("type-mismatch: Row 3, field id: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("type-mismatch: Dòng 1, ", vietnamese.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_dataset_is_checked_with_those_it_points_to()
    {
        var run = await ServerProcess.RunAsync("validate", Path.Combine(Repository.Datasets, "communes"));

        Assert.Equal((0, "sound      communes, 188 records\nsound      districts, 15 records\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_folder_without_datasets_is_told()
    {
        using var folder = new TempFolder();
        var empty = await ServerProcess.RunAsync("validate", folder.Path);
        var missing = await ServerProcess.RunAsync("validate", folder.At("nothing"));

        Assert.Equal((1, ""), (empty.ExitCode, empty.Output));
        Assert.StartsWith("There is no dataset in ", empty.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (missing.ExitCode, missing.Output));
        Assert.StartsWith("There is no folder ", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_checked_without_a_descriptor_and_its_draft_is_kept()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("Số liệu.csv"), "Mã xã;Dân số\n01;1.525\n02;12.345\n03\n");
        var text = await ServerProcess.RunAsync("validate", folder.At("Số liệu.csv"), "--write-schema", folder.At("datapackage.json"));
        var json = await ServerProcess.RunAsync("validate", folder.At("Số liệu.csv"), "--format", "json");
        var csv = await ServerProcess.RunAsync("validate", folder.At("Số liệu.csv"), "--format", "csv");

        Assert.Equal((1, ""), (text.ExitCode, text.Error));
        Assert.StartsWith("rejected   Số liệu, 3 records, 1 errors\n  csv, utf-8, delimiter ;, header on line 1\n  ma_xa string, dan_so integer; key ma_xa\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("row-shape: Row 3 has 1 cells, not 2.", text.Output, StringComparison.Ordinal);
        Assert.Equal("so-lieu", (string?)JsonNode.Parse(File.ReadAllText(folder.At("datapackage.json")))!["name"]);
        var report = JsonNode.Parse(json.Output)!;
        Assert.Equal(("row-shape", 1, ";", 1), ((string?)report["counts"]![0]!["code"], (int)report["errors"]!, (string?)report["detected"]!["delimiter"], (int)report["detected"]!["header_row"]!));
        Assert.Equal(2, csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    internal static void Write(TempFolder folder, string id, string csv = "id,code\n1,a\n", Action<JsonObject, JsonObject>? change = null) => folder.WriteDataset(id, Fields, csv, change);

    private static void Refer(JsonObject schema, string dataset, string field) => schema["foreignKeys"] = new JsonArray(new JsonObject
    {
        ["fields"] = "id",
        ["reference"] = new JsonObject { ["package"] = dataset, ["resource"] = dataset, ["fields"] = field },
    });
}
