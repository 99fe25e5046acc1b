using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Cli;

/// <summary>The portal as static files.</summary>
public sealed class BundleTests(Portal portal)
{
    [Fact]
    public async Task A_bundle_holds_every_dataset_and_can_be_imported_again()
    {
        using var folder = new TempFolder();
        var bundle = await ServerProcess.RunAsync("bundle", "--output", folder.At("bundle"), "--url", "https://data.example.vn", "--data-dir", portal.DataDir);
        var imported = await ServerProcess.RunAsync("import", "--datasets", folder.At("bundle", "datasets"), "--data-dir", folder.At("again"));

        Assert.True(bundle.ExitCode == 0, bundle.Error);
        Assert.True(imported.ExitCode == 0, imported.Error);
        foreach (var id in (string[])["districts", "public-services", "industrial-parks", "feedback-cases"])
            Assert.Equal((await Export(id, portal.DataDir)).Output, (await Export(id, folder.At("again"))).Output);
        Assert.Equal(Repository.DatasetIds.Order(StringComparer.Ordinal), Directory.EnumerateDirectories(folder.At("bundle", "datasets")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_digests_of_a_bundle_are_those_of_its_files_and_no_link_leads_to_the_machine_it_was_made_on()
    {
        using var folder = new TempFolder();
        await ServerProcess.RunAsync("bundle", "--output", folder.At("bundle"), "--url", "https://data.example.vn", "--data-dir", portal.DataDir);

        var lines = File.ReadAllLines(folder.At("bundle", "SHA256SUMS"));
        Assert.All(lines, line => Assert.Equal(line[..64], Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.At("bundle", line[66..]))))));
        Assert.Equal(lines.Length + 1, Directory.EnumerateFiles(folder.At("bundle"), "*", SearchOption.AllDirectories).Count());
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.At("bundle"), "*.json", SearchOption.AllDirectories), path => File.ReadAllText(path).Contains("127.0.0.1", StringComparison.Ordinal));
        var resources = JsonNode.Parse(File.ReadAllText(folder.At("bundle", "datapackage.json")))!["resources"]!.AsArray();
        Assert.All(resources, resource => Assert.True(File.Exists(folder.At("bundle", (string)resource!["path"]!))));
        Assert.Contains("synthetic", File.ReadAllText(folder.At("bundle", "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_over_what_is_there()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("kept"), "x");
        var bundle = await ServerProcess.RunAsync("bundle", "--output", folder.Path, "--data-dir", portal.DataDir);

        Assert.Equal(1, bundle.ExitCode);
        Assert.Contains("is not empty", bundle.Error, StringComparison.Ordinal);
        Assert.Equal(["kept"], Directory.EnumerateFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)));
    }

    private static Task<ServerRun> Export(string id, string dataDir) => ServerProcess.RunAsync("export", id, "--data-dir", dataDir);
}
