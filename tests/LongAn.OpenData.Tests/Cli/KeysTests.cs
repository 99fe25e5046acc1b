using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Cli;

public sealed class KeysTests : IDisposable
{
    private readonly TempFolder data = new();

    [Fact]
    public async Task A_key_goes_to_stdout_alone_and_is_listed_until_it_is_revoked()
    {
        var added = await RunAsync("add", "--publisher", "so-khdt", "--name", "Máy chủ", "--scopes", "publish,log", "--datasets", "a,b", "--expires", "90d");
        var id = added.Output.Split('_')[1];
        var listed = await RunAsync("list");
        var revoked = await RunAsync("revoke", id);

        Assert.Matches("^lak_[0-9a-z]{10}_[0-9A-Za-z]{43}\n$", added.Output);
        Assert.Contains("not shown again", added.Error, StringComparison.Ordinal);
        Assert.Contains("No dataset is so-khdt's yet", added.Error, StringComparison.Ordinal);
        Assert.Matches($"^{id}\tso-khdt\tMáy chủ\tvalid\tpublish,log\ta,b\t[0-9-]+\t[0-9-]+\tnever\n$", listed.Output);
        Assert.Equal((0, ""), (revoked.ExitCode, revoked.Error));
        Assert.Contains("\trevoked\t", (await RunAsync("list")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("revoke", id)).ExitCode);
    }

    [Theory]
    [InlineData("--scopes", "publsh", "there is no scope \"publsh\"")]
    [InlineData("--expires", "soon", "must be like 90d")]
    [InlineData("--publisher", "Sở KHĐT", "must be letters")]
    public async Task What_cannot_be_meant_is_refused(string option, string value, string message)
    {
        string[] standard = option == "--publisher" ? [] : ["--publisher", "so-khdt"];
        var run = await RunAsync(["add", "--name", "x", .. standard, option, value]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => data.Dispose();

    private Task<ServerRun> RunAsync(params string[] arguments) => ServerProcess.RunAsync(["keys", .. arguments, "--data-dir", data.Path]);
}
