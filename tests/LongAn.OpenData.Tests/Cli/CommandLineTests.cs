using LongAn.OpenData.Server.Commands;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Cli;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => ["serve", "import", "validate", "export", "sample", "openapi"];

    [Theory, MemberData(nameof(Commands))]
    public async Task Help_goes_to_stdout_and_has_examples(string command)
    {
        var run = await ServerProcess.RunAsync(command, "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Examples:\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"LongAn.OpenData.Server {command}", run.Output, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Commands))]
    public void The_examples_of_the_help_are_understood(string name)
    {
        var root = PortalCommandLine.MakeRoot();
        var command = root.Subcommands.Single(each => each.Name == name);
        var examples = command.Description!.Split("Examples:")[1].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.StartsWith(name, example, StringComparison.Ordinal));
        Assert.All(examples, example => Assert.Empty(root.Parse(example.Split(" > ")[0]).Errors.Select(error => error.Message)));
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var run = await ServerProcess.RunAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.All(Commands, command => Assert.Contains($"\n  {command.Data} ", run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--nope")]
    [InlineData("nope")]
    [InlineData("import --nope")]
    [InlineData("export")]
    [InlineData("export districts --format xml")]
    [InlineData("export districts more")]
    [InlineData("sample districts")]
    [InlineData("sample enterprises --rows many")]
    [InlineData("sample enterprises --seed -1")]
    [InlineData("validate --lang fr")]
    [InlineData("serve --urls")]
    [InlineData("--urls garbage")]
    [InlineData("--urls http://localhost:abc")]
    [InlineData("--urls http://127.0.0.1:0;nothing")]
    [InlineData("serve --urls ftp://localhost:21")]
    public void A_command_line_that_makes_no_sense_is_not_understood(string arguments)
    {
        var parsed = PortalCommandLine.MakeRoot().Parse(arguments.Split(' '));

        Assert.NotEmpty(parsed.Errors);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://*:80")]
    [InlineData("http://+:80;https://[::1]:443")]
    [InlineData("http://0.0.0.0:8080;http://127.0.0.1:0/portal")]
    public void An_address_to_listen_on_is_understood(string urls)
    {
        var parsed = PortalCommandLine.MakeRoot().Parse(["--urls", urls]);

        Assert.Empty(parsed.Errors.Select(error => error.Message));
    }

    [Theory]
    [InlineData("import --nope")]
    [InlineData("--urls http://localhost:abc")]
    public async Task A_command_line_that_is_not_understood_is_2_and_does_nothing(string arguments)
    {
        using var folder = new TempFolder();
        var run = await ServerProcess.RunAsync([.. arguments.Split(' '), "--data-dir", folder.At("data")]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("See --help.\n", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("data")));
    }
}
