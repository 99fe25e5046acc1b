using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Proof that a file is complete: manifests, and the digest of a file asked back.</summary>
public sealed class ManifestTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";

    public static TheoryData<string> Formats => ["csv", "json", "ndjson", "geojson", "xlsx", "parquet", "sqlite"];

    [Theory, MemberData(nameof(Formats))]
    public async Task The_manifest_of_a_whole_export_is_that_of_the_downloaded_bytes(string format)
    {
        var manifest = await portal.ReadAsync($"{Datasets}/industrial-parks/export.{format}?manifest=true");
        var plain = Assert.Single(manifest["files"]!.AsArray(), file => (string?)file!["encoding"] == "identity")!;
        var answer = await portal.AskAsync(new Uri((string)plain["address"]!).PathAndQuery);

        Assert.Equal((1, "", 33L, (long)answer.Body.Length), ((int)manifest["version"]!, (string)manifest["query"]!, (long)plain["rows"]!, (long)plain["bytes"]!));
        Assert.Equal(Sha256(answer), (string?)plain["sha256"]);
        Assert.NotNull(plain["made"]);
    }

    [Theory, MemberData(nameof(Formats))]
    public async Task The_manifest_of_a_part_is_that_of_the_streamed_bytes(string format)
    {
        var manifest = await portal.ReadAsync($"{Datasets}/industrial-parks/export.{format}?district_code=803&sort=-area_ha&manifest=true");
        var file = Assert.Single(manifest["files"]!.AsArray())!;
        var answer = await portal.AskAsync($"{Datasets}/industrial-parks/export.{format}?district_code=803&sort=-area_ha");
        var count = (await portal.ReadAsync($"{Datasets}/industrial-parks/records?district_code=803&count=exact"))["page"]!["total"]!;

        Assert.Equal(("district_code=803&sort=-area_ha", (long)count, (long)answer.Body.Length), ((string)manifest["query"]!, (long)file["rows"]!, (long)file["bytes"]!));
        Assert.Equal((Sha256(answer), null), ((string?)file["sha256"], (string?)file["made"]));
        Assert.EndsWith($"/export.{format}?district_code=803&sort=-area_ha&version=1", (string?)file["address"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", "profile=excel&header=titles_vi")]
    [InlineData("json", "numbers=string")]
    public async Task Options_are_in_the_manifest(string format, string options)
    {
        var manifest = await portal.ReadAsync($"{Datasets}/industrial-parks/export.{format}?{options}&manifest=true");
        var answer = await portal.AskAsync($"{Datasets}/industrial-parks/export.{format}?{options}");

        Assert.Equal(Sha256(answer), (string?)manifest["files"]![0]!["sha256"]);
    }

    [Fact]
    public async Task The_list_of_files_has_each_format_and_encoding_and_says_which_are_not_made()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        await using var own = await Portal.StartAsync(folder.Path);
        var none = await own.ReadAsync($"{Datasets}/words/exports");
        var packed = await own.AskAsync($"{Datasets}/words/export.csv", headers: ("Accept-Encoding", "br"));
        var some = await own.ReadAsync($"{Datasets}/words/exports?version=1");

        string[] all = ["json identity", "json br", "json zstd", "json gzip", "csv identity", "csv br", "csv zstd", "csv gzip", "ndjson identity", "ndjson br", "ndjson zstd", "ndjson gzip", "xlsx identity", "parquet identity", "sqlite identity"];
        Assert.Equal(all, Show(none["files"]!.AsArray()));
        Assert.All(none["files"]!.AsArray(), file => Assert.Equal((2L, null, null, null), ((long)file!["rows"]!, (string?)file["sha256"], file["bytes"], file["made"])));
        Assert.Equal(["csv identity", "csv br"], Show(some["files"]!.AsArray().Where(file => file!["sha256"] is not null)));
        Assert.Equal(Sha256(packed), (string?)some["files"]![5]!["sha256"]);
    }

    [Fact]
    public async Task The_schema_digest_is_that_of_the_schema_as_it_is_served()
    {
        var manifest = await portal.ReadAsync($"{Datasets}/districts/exports");
        var schema = await portal.AskAsync(new Uri((string)manifest["links"]!["schema"]!).PathAndQuery);

        Assert.Equal(Sha256(schema), (string?)manifest["schema_digest"]);
    }

    [Fact]
    public async Task A_manifest_changes_its_tag_when_a_file_is_made()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n");
        await using var own = await Portal.StartAsync(folder.Path);
        var before = (await own.AskAsync($"{Datasets}/words/exports")).Header("ETag")!;
        var same = await own.AskAsync($"{Datasets}/words/exports", headers: ("If-None-Match", before));
        _ = await own.AskAsync($"{Datasets}/words/export.parquet");
        var after = await own.AskAsync($"{Datasets}/words/exports", headers: ("If-None-Match", before));

        Assert.Equal((304, 200), (same.Status, after.Status));
    }

    [Theory]
    [InlineData("csv", "identity")]
    [InlineData("csv", "gzip")]
    [InlineData("ndjson", "br")]
    [InlineData("ndjson", "zstd")]
    [InlineData("xlsx", "identity")]
    [InlineData("sqlite", "identity")]
    public async Task A_file_that_was_downloaded_is_known_again(string format, string encoding)
    {
        var sha256 = Sha256(await portal.AskAsync($"{Datasets}/communes/export.{format}", headers: ("Accept-Encoding", encoding)));
        var known = await portal.ReadAsync($"{Datasets}/communes/verify?sha256={sha256.ToUpperInvariant()}");

        Assert.Equal([$"{format} {encoding}"], Show(known["files"]!.AsArray()));
        Assert.Equal((sha256, 1), ((string?)known["sha256"], (int?)known["files"]![0]!["version"]));
    }

    [Fact]
    public async Task A_file_of_an_older_version_is_known_too_and_one_cut_short_is_not()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n");
        await using var own = await Portal.StartAsync(folder.Path);
        var first = await own.AskAsync($"{Datasets}/words/export.csv");
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();
        _ = await own.AskAsync($"{Datasets}/words/export.csv");
        var known = await own.ReadAsync($"{Datasets}/words/verify?sha256={Sha256(first)}");
        var cut = await own.AskAsync($"{Datasets}/words/verify?sha256={Convert.ToHexStringLower(SHA256.HashData(first.Body.Span[..^1]))}");

        Assert.Equal(1, (int?)Assert.Single(known["files"]!.AsArray())!["version"]);
        Assert.Equal((404, "unknown-file"), (cut.Status, cut.Code));
        Assert.Contains("chưa biết: json, json (br), json (zstd), json (gzip), csv (br), csv (zstd), csv (gzip),", (string?)cut.Json["detail"], StringComparison.Ordinal);
        Assert.Contains($"{Datasets}/words/export.{{format}}?manifest=true", (string?)cut.Json["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export.csv?manifest=yes&cod=1", "unknown-parameter", "invalid-value")]
    [InlineData("export.csv?manifest=true&manifest=true", "repeated-parameter")]
    [InlineData("exports?version=0", "invalid-value")]
    [InlineData("exports?format=csv", "unknown-parameter")]
    [InlineData("verify", "invalid-value")]
    [InlineData("verify?sha256=123&sha1=1", "unknown-parameter", "invalid-value")]
    [InlineData("records?manifest=true", "unknown-parameter")]
    public async Task Mistakes_are_told_all_at_once(string path, params string[] codes)
    {
        var answer = await portal.AskAsync($"{Datasets}/districts/{path}");

        Assert.Equal(400, answer.Status);
        Assert.Equal(codes, answer.Json["errors"]!.AsArray().Select(error => (string?)error!["code"]));
    }

    [Theory]
    [InlineData("exports?version=99", "unknown-version")]
    [InlineData("verify?sha256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "unknown-file")]
    public async Task What_is_not_there_is_not_found(string path, string code)
    {
        var answer = await portal.AskAsync($"{Datasets}/districts/{path}");

        Assert.Equal((404, code), (answer.Status, answer.Code));
    }

    private static string[] Show(IEnumerable<JsonNode?> files) => [.. files.Select(file => $"{file!["format"]} {file["encoding"]}")];

    private static string Sha256(Answer answer) => Convert.ToHexStringLower(SHA256.HashData(answer.Body.Span));
}
