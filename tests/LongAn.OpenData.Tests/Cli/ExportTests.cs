using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Cli;

public sealed class ExportTests(Portal portal)
{
    [Theory]
    [InlineData("districts", "csv", "")]
    [InlineData("enterprises", "csv", "")]
    [InlineData("enterprises", "json", "district_code=802&charter_capital_vnd__gte=1000000000&sort=-charter_capital_vnd")]
    [InlineData("public-services", "csv", "name_vi__contains=đất đai&fields=code,name_vi")]
    [InlineData("districts", "ndjson", "numbers=string")]
    [InlineData("districts", "geojson", "fields=name_vi")]
    [InlineData("districts", "xlsx", "sort=-code")]
    [InlineData("enterprises", "parquet", "district_code=802")]
    [InlineData("districts", "sqlite", "")]
    [InlineData("districts", "sqlite", "code__gt=800&fields=code")]
    [InlineData("districts", "csv", "profile=excel&header=titles_vi")]
    public async Task An_export_is_the_one_HTTP_gives_byte_for_byte(string dataset, string format, string query)
    {
        var words = query.Split('&', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => (string[])["--where", word]);
        var run = await ServerProcess.RunAsync(["export", dataset, "--format", format, "--data-dir", portal.DataDir, .. words]);
        var http = await portal.AskAsync($"/api/v1/datasets/{dataset}/export.{format}?{Words.Escape(query)}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(http.Body.Length > 0);
        Assert.True(http.Body.Span.SequenceEqual(run.OutputBytes.Span));
    }

    [Fact]
    public async Task A_file_appears_whole_and_nothing_on_stdout()
    {
        using var folder = new TempFolder();
        var run = await ServerProcess.RunAsync("export", "districts", "--data-dir", portal.DataDir, "--output", folder.At("districts.csv"));
        var http = await portal.AskAsync("/api/v1/datasets/districts/export.csv");

        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(http.Text, await File.ReadAllTextAsync(folder.At("districts.csv"), TestContext.Current.CancellationToken));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
    }

    [Theory]
    [InlineData("distrcts", "", "There is no dataset \"distrcts\". Did you mean \"districts\"?")]
    [InlineData("districts", "cod=794", "There is no parameter or field \"cod\". Did you mean \"code\"?")]
    [InlineData("districts", "limit=3", "limit is for pages of records; it has no meaning here.")]
    [InlineData("districts", "numbers=string", "numbers is not for csv; it is for: json, ndjson, geojson.")]
    [InlineData("districts", "latitude", "latitude takes a number with a decimal point, not \"\".")]
    public async Task A_mistake_is_told_on_stderr(string dataset, string word, string message)
    {
        string[] where = word.Length == 0 ? [] : ["--where", word];
        var run = await ServerProcess.RunAsync(["export", dataset, "--data-dir", portal.DataDir, .. where]);

        Assert.Equal((1, "", message + "\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_folder_that_nothing_was_imported_into_is_told_and_left_alone()
    {
        using var folder = new TempFolder();
        var run = await ServerProcess.RunAsync("export", "districts", "--data-dir", folder.At("nothing"));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Nothing has been imported into ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("nothing")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_in_a_line()
    {
        using var folder = new TempFolder();
        var run = await ServerProcess.RunAsync("export", "districts", "--data-dir", portal.DataDir, "--output", folder.At("no", "such", "folder.csv"));

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
