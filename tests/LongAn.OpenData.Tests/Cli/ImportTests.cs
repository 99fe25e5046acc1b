using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Cli;

public sealed class ImportTests
{
    [Fact]
    public async Task A_second_import_says_unchanged_and_touches_no_version()
    {
        using var data = new TempFolder();
        using var datasets = new TempFolder();
        datasets.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        datasets.WriteDataset("more-words", [("id", "integer")], "id\n1\n");
        var first = await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", datasets.Path);
        var before = Versions(data);
        var second = await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", datasets.Path);

        Assert.Equal((0, "more-words\tpublished\t1\t1\nwords\tpublished\t1\t2\n"), (first.ExitCode, first.Output));
        Assert.Equal("published  more-words version 1, 1 records\npublished  words version 1, 2 records\n", first.Error);
        Assert.Equal((0, "more-words\tunchanged\t1\t1\nwords\tunchanged\t1\t2\n", ""), (second.ExitCode, second.Output, second.Error));
        Assert.Equal(2, before.Count);
        Assert.Equal(before, Versions(data));
    }

    [Fact]
    public async Task Run_from_its_source_it_takes_the_folders_where_it_is_called()
    {
        using var folder = new TempFolder();
        folder.WriteDataset(Path.Combine("datasets", "words"), [("id", "integer")], "id\n1\n", (package, _) => package["name"] = "words");
        var run = await ServerProcess.RunFromSourceAsync(folder.Path, "import");

        Assert.Equal((0, "words\tpublished\t1\t1\n"), (run.ExitCode, run.Output));
        Assert.True(File.Exists(folder.At(".data", "words", "1.sqlite")));
    }

    [Fact]
    public async Task Changed_data_is_a_new_version_and_a_changed_description_is_not()
    {
        using var data = new TempFolder();
        using var datasets = new TempFolder();
        datasets.WriteDataset("words", [("id", "integer")], "id\n1\n");
        await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", datasets.Path);
        datasets.WriteDataset("words", [("id", "integer")], "id\n1\n", (package, _) => package["title"] = "Tên khác");
        var described = await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", datasets.Path);
        datasets.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        var published = await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", datasets.Path);

        Assert.Equal("words\tdescribed\t1\t1\n", described.Output);
        Assert.Equal("words\tpublished\t2\t2\n", published.Output);
    }

    [Fact]
    public async Task What_breaks_users_or_is_in_doubt_is_published_with_a_warning()
    {
        using var data = new TempFolder();
        using var datasets = new TempFolder();
        datasets.WriteDataset("words", [("id", "integer"), ("old", "string")], "id,old,\n1,x,\n");
        var doubtful = await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", datasets.Path, "--lang", "en");
        datasets.WriteDataset("words", [("id", "integer")], "id\n1\n");
        var breaking = await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", datasets.Path, "--lang", "en");

        Assert.Equal((0, "published  words version 1, 1 records\n  warning: file-differs: The header ends in a delimiter; the last column, which has no name and no values, is passed over.\n"), (doubtful.ExitCode, doubtful.Error));
        Assert.Equal((0, "published  words version 2, 1 records\n  warning: breaking-change: The field old is gone.\n"), (breaking.ExitCode, breaking.Error));
    }

    [Fact]
    public async Task What_is_not_sound_is_rejected_and_stops_nobody_else()
    {
        using var data = new TempFolder();
        using var datasets = new TempFolder();
        datasets.WriteDataset("sound", [("id", "integer")], "id\n1\n");
        datasets.WriteDataset("wrong", [("id", "integer")], "id\nabc\n");
        var run = await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", datasets.Path);

        Assert.Equal((1, "sound\tpublished\t1\t1\nwrong\trejected\t\t\n"), (run.ExitCode, run.Output));
        Assert.Contains("type-mismatch: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_datasets_is_told()
    {
        using var folder = new TempFolder();
        using var data = new TempFolder();
        var empty = await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", folder.Path);
        var missing = await ServerProcess.RunAsync("import", "--data-dir", data.Path, "--datasets", folder.At("nothing"));

        Assert.Equal((1, "", $"There is no dataset in {folder.Path}.\n"), (empty.ExitCode, empty.Output, empty.Error));
        Assert.Equal((1, "", $"There is no folder {folder.At("nothing")}; nothing is imported.\n"), (missing.ExitCode, missing.Output, missing.Error));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_told_in_a_line()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp.At("file"), "", TestContext.Current.CancellationToken);
        var run = await ServerProcess.RunAsync("import", "--data-dir", temp.At("file", "data"));

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static List<(string, DateTime)> Versions(TempFolder data) =>
        [.. Directory.EnumerateFiles(data.Path, "*.sqlite", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != "catalog.sqlite").Order(StringComparer.Ordinal).Select(path => (path, File.GetLastWriteTimeUtc(path)))];
}
