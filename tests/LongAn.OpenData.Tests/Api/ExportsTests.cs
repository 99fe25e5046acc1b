using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

public sealed class ExportsTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";

    /// <summary>
    /// Reads a CSV with Python's csv module and a JSON beside it, and prints where they differ. Python cannot tell null from empty text
    /// in a CSV, so both are "".
    /// </summary>
    private const string Compare = """
        import csv, json, sys
        with open(sys.argv[1], encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        with open(sys.argv[2], encoding="utf-8") as file:
            records = json.load(file)
        def same(cell, value):
            if value is None:
                return cell == ""
            if isinstance(value, bool):
                return cell == str(value).lower()
            if isinstance(value, int):
                return cell == str(value)
            if isinstance(value, float):
                return float(cell) == value
            return cell == value if isinstance(value, str) else json.loads(cell) == value
        if len(rows) != len(records):
            sys.exit(f"{len(rows)} rows, {len(records)} records")
        for number, (row, record) in enumerate(zip(rows, records)):
            if list(row) != list(record):
                sys.exit(f"row {number}: {list(row)}, {list(record)}")
            for name, value in record.items():
                if not same(row[name], value):
                    sys.exit(f"row {number}, {name}: {row[name]!r}, {value!r}")
        print(len(rows))
        """;

    public static TheoryData<string> Ids => [.. Repository.DatasetIds];

    [Theory, MemberData(nameof(Ids))]
    public async Task The_CSV_read_by_Python_equals_the_JSON(string id)
    {
        var csv = await portal.AskAsync($"{Datasets}/{id}/export.csv");
        var json = await portal.AskAsync($"{Datasets}/{id}/export.json");
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.At("csv"), csv.Body, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.At("json"), json.Body, TestContext.Current.CancellationToken);
        var (exitCode, output) = await RunPythonAsync(Compare, folder.At("csv"), folder.At("json"));

        Assert.True(exitCode == 0, output);
        Assert.Equal(json.Json.AsArray().Count.ToString(CultureInfo.InvariantCulture), output.Trim());
    }

    [Fact]
    public async Task The_capital_of_all_enterprises_adds_up_to_the_dong()
    {
        var records = (await portal.ReadAsync($"{Datasets}/enterprises/export.json")).AsArray();

        Assert.Equal(362_731_000_000_000, records.Sum(record => (long?)record!["charter_capital_vnd"] ?? 0));
    }

    [Theory]
    [InlineData("public-services", "code")]
    [InlineData("public-service-channels", "service_code")]
    [InlineData("industries", "code")]
    [InlineData("communes", "code")]
    public async Task Codes_keep_the_zeros_of_the_published_file(string id, string field)
    {
        var file = await File.ReadAllLinesAsync(Path.Combine(Repository.Datasets, id, $"{id}.csv"), TestContext.Current.CancellationToken);
        var at = Array.IndexOf(file[0].Split(','), field);
        var records = (await portal.ReadAsync($"{Datasets}/{id}/export.json")).AsArray();
        var csv = await portal.AskAsync($"{Datasets}/{id}/export.csv?fields={field}");

        Assert.Equal(0, at);
        var published = file.Where(line => line.Contains(',', StringComparison.Ordinal)).Skip(1).Select(line => line.Split(',')[0]).ToHashSet(StringComparer.Ordinal);
        var exported = records.Select(record => (string)record![field]!).ToList();
        Assert.All(exported, code => Assert.Contains(code, published));
        Assert.Equal(exported, csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.Contains(exported, code => code.StartsWith('0') || code.EndsWith('0'));
    }

    [Fact]
    public async Task A_CSV_is_RFC_4180_to_the_letter()
    {
        using var folder = new TempFolder();
        folder.WriteDataset(
            "cells", [("id", "integer"), ("text", "string")],
            "id,text\n1,plain\n2,\"a,b\"\n3,\"a \"\"word\"\"\"\n4,\"two\nlines\"\n5,\"\"\n6,NULL\n7,  spaces \n8,=1+1\n9,Đức\n",
            (_, schema) => schema["missingValues"] = new JsonArray("NULL"));
        await using var own = await Portal.StartAsync(folder.Path);
        var csv = await own.AskAsync($"{Datasets}/cells/export.csv");
        var json = await own.ReadAsync($"{Datasets}/cells/export.json");

        Assert.Equal("id,text\r\n1,plain\r\n2,\"a,b\"\r\n3,\"a \"\"word\"\"\"\r\n4,\"two\nlines\"\r\n5,\"\"\r\n6,\r\n7,  spaces \r\n8,=1+1\r\n9,Đức\r\n", csv.Text);
        Assert.Equal(["plain", "a,b", "a \"word\"", "two\nlines", "", null, "  spaces ", "=1+1", "Đức"], json.AsArray().Select(record => (string?)record!["text"]));
    }

    [Theory]
    [InlineData("enterprises", "district_code=802&legal_type_code=CP&sort=-charter_capital_vnd&fields=tax_code,charter_capital_vnd")]
    [InlineData("public-services", "name_vi__contains=dat%20dai&exclude=name_vi")]
    [InlineData("industrial-parks", "parent_id__is_null=false")]
    [InlineData("districts", "code=000")]
    public async Task An_export_has_the_records_that_pages_have(string id, string query)
    {
        var page = await portal.AskAsync($"{Datasets}/{id}/records?{query}&limit=1000");
        var pageCsv = await portal.AskAsync($"{Datasets}/{id}/records?{query}&limit=1000&format=csv");
        var json = await portal.ReadAsync($"{Datasets}/{id}/export.json?{query}");
        var csv = await portal.AskAsync($"{Datasets}/{id}/export.csv?{query}");

        Assert.Null((string?)page.Json["links"]!["next"]);
        Assert.True(JsonNode.DeepEquals(page.Json["data"], json));
        Assert.Equal(pageCsv.Text, csv.Text);
    }

    [Theory]
    [InlineData("csv", "text/csv; charset=utf-8; header=present")]
    [InlineData("json", "application/json; charset=utf-8")]
    public async Task An_export_says_what_it_is(string format, string contentType)
    {
        var answer = await portal.AskAsync($"{Datasets}/enterprises/export.{format}?district_code=794");

        Assert.Equal(contentType, answer.Header("Content-Type"));
        Assert.Equal($"attachment; filename=\"enterprises-v1.{format}\"", answer.Header("Content-Disposition"));
        Assert.Equal("synthetic", answer.Header("X-Provenance"));
        Assert.Equal("none", answer.Header("Accept-Ranges"));
        Assert.Contains("query;dur=", answer.Header("Server-Timing"), StringComparison.Ordinal);
        Assert.EndsWith("/datasets/enterprises/schema", answer.Links()["describedby"], StringComparison.Ordinal);
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", answer.Links()["license"]);
    }

    [Theory]
    [InlineData("csv", "identity")]
    [InlineData("json", "identity")]
    [InlineData("csv", "gzip")]
    public async Task An_export_that_fails_half_way_never_ends_cleanly(string format, string encoding)
    {
        using var folder = new TempFolder();
        var rows = string.Join('\n', Enumerable.Range(1, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},some words that take their room {i}")));
        folder.WriteDataset("long", [("id", "integer"), ("words", "string")], $"id,words\n{rows}\n");
        await using var own = await Portal.StartAsync(folder.Path);
        Spoil(Path.Combine(own.DataDir, "long", "1.sqlite"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Datasets}/long/export.{format}");
        request.Headers.Add("Accept-Encoding", encoding);
        using var answer = await own.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var received = new MemoryStream();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(received, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("malformed", System.Text.Encoding.UTF8.GetString(received.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>Overwrites the second half of a version's file; the schema and the first records can still be read.</summary>
    private static void Spoil(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var half = file.Length / 2;
        file.Position = half;
        file.Write(Enumerable.Repeat((byte)0xEE, (int)(file.Length - half)).ToArray());
    }

    private static async Task<(int ExitCode, string Output)> RunPythonAsync(params string[] arguments)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await python.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (python.ExitCode, output + await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no python3 here.");
            throw;
        }
    }
}
