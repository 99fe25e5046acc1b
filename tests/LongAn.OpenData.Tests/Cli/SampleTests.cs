using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Cli;

public sealed class SampleTests
{
    [Theory]
    [InlineData("enterprises")]
    [InlineData("feedback-cases")]
    public async Task A_sample_is_the_committed_file_byte_for_byte(string dataset)
    {
        var run = await ServerProcess.RunAsync("sample", dataset);
        var committed = await File.ReadAllBytesAsync(Path.Combine(Repository.Datasets, dataset, $"{dataset}.csv"), TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(run.OutputBytes.Span.SequenceEqual(committed));
    }

    [Theory]
    [InlineData("enterprises", "json")]
    [InlineData("feedback-cases", "csv")]
    public async Task The_same_rows_and_seed_give_the_same_bytes_and_another_seed_others(string dataset, string format)
    {
        string[] arguments = ["sample", dataset, "--rows", "50", "--format", format, "--seed"];
        var first = await ServerProcess.RunAsync([.. arguments, "7"]);
        var second = await ServerProcess.RunAsync([.. arguments, "7"]);
        var other = await ServerProcess.RunAsync([.. arguments, "8"]);

        Assert.Equal((0, first.Output), (second.ExitCode, second.Output));
        Assert.NotEqual(first.Output, other.Output);
        if (format == "csv")
            Assert.Equal(51, other.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("999999999999")]
    public async Task More_rows_than_there_is_room_for_are_refused(string rows)
    {
        var run = await ServerProcess.RunAsync("sample", "enterprises", "--rows", rows);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("--rows must be from 0 to ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_without_the_datasets_it_needs_is_told()
    {
        using var folder = new TempFolder();
        var run = await ServerProcess.RunAsync("sample", "enterprises", "--datasets", folder.Path);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("enterprises", run.Error, StringComparison.Ordinal);
    }
}
