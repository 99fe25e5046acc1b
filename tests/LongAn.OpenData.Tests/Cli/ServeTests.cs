using System.Net;
using System.Net.Sockets;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Cli;

public sealed class ServeTests
{
    [Theory]
    [InlineData("serve", false)]
    [InlineData(null, false)]
    [InlineData(null, true)]
    public async Task Serving_prints_three_addresses_and_ends_well_when_asked_to_stop(string? command, bool byEnvironment)
    {
        using var folder = new TempFolder();
        folder.WriteDataset("datasets", [("id", "integer")], "id\n1\n");
        var (url, data, datasets) = ("http://127.0.0.1:0", folder.At("data"), folder.Path);
        string[] arguments = byEnvironment ? [] : ["--urls", url, "--data-dir", data, "--datasets", datasets];
        var environment = byEnvironment ? new Dictionary<string, string> { ["LONGAN_URLS"] = url, ["LONGAN_DATA_DIR"] = data, ["LONGAN_DATASETS"] = datasets } : null;
        using var server = ServerProcess.Start(environment, command is null ? arguments : [command, .. arguments]);
        var explorer = (await server.ReadLineAsync())!;
        var swagger = (await server.ReadLineAsync())!;
        var dataFolder = (await server.ReadLineAsync())!;
        var root = explorer.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];
        using var client = new HttpClient();
        var catalog = await client.GetStringAsync(new Uri(root + "api/v1/datasets"), TestContext.Current.CancellationToken);
        server.Terminate();
        var rest = await server.WaitAsync();

        Assert.Matches("^Explorer +http://127.0.0.1:[0-9]+/$", explorer);
        Assert.Equal($"Swagger UI  {root}swagger", swagger);
        Assert.Equal($"Data folder {data}", dataFolder);
        Assert.Contains("\"id\": \"datasets\"", catalog, StringComparison.Ordinal);
        Assert.Equal((0, ""), (rest.ExitCode, rest.Output));
        Assert.Contains("published  datasets version 1, 1 records", rest.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", rest.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(data, "datasets", "1.sqlite")));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_a_line()
    {
        using var folder = new TempFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://{taken.LocalEndpoint}";
        var run = await ServerProcess.RunAsync("--urls", url, "--data-dir", folder.At("data"), "--datasets", Directory.CreateDirectory(folder.At("datasets")).FullName);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"Cannot listen on {url}: ", run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Portal__UrlBytes", "5", "UrlBytes")]
    [InlineData("Portal__KnownProxies__0", "proxy.local", "KnownProxies")]
    [InlineData("Portal__PublicUrl", "data.example.vn", "PublicUrl")]
    [InlineData("Portal__Storage__QuerySeconds", "0", "QuerySeconds")]
    public async Task A_setting_out_of_bounds_stops_the_start(string name, string value, string told)
    {
        using var folder = new TempFolder();
        var run = await ServerProcess.RunAsync(new Dictionary<string, string> { [name] = value }, "--urls", "http://127.0.0.1:0", "--data-dir", folder.At("data"), "--datasets", folder.Path);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_sound_is_reported_at_the_start()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("sound", [("id", "integer")], "id\n1\n");
        folder.WriteDataset("wrong", [("id", "integer")], "id\nabc\n");
        using var server = ServerProcess.Start(null, "--urls", "http://127.0.0.1:0", "--data-dir", folder.At("sound", "data"), "--datasets", folder.Path);
        var explorer = (await server.ReadLineAsync())!;
        server.Terminate();
        var run = await server.WaitAsync();

        Assert.StartsWith("Explorer", explorer, StringComparison.Ordinal);
        Assert.Contains("rejected   wrong: 1 errors\n  type-mismatch: ", run.Error, StringComparison.Ordinal);
    }
}
