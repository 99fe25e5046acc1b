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
    [InlineData("ndjson", "application/x-ndjson; charset=utf-8")]
    [InlineData("geojson", "application/geo+json")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("parquet", "application/vnd.apache.parquet")]
    [InlineData("sqlite", "application/vnd.sqlite3")]
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
    [InlineData("csv", "identity", "1.1")]
    [InlineData("json", "identity", "1.1")]
    [InlineData("csv", "gzip", "1.1")]
    [InlineData("csv", "zstd", "1.1")]
    [InlineData("ndjson", "identity", "1.1")]
    [InlineData("geojson", "br", "1.1")]
    [InlineData("xlsx", "identity", "1.1")]
    [InlineData("parquet", "identity", "1.1")]
    [InlineData("csv", "identity", "2.0")]
    [InlineData("json", "gzip", "2.0")]
    [InlineData("json", "zstd", "2.0")]
    [InlineData("parquet", "identity", "2.0")]
    public async Task An_export_that_fails_half_way_never_ends_cleanly(string format, string encoding, string http)
    {
        using var folder = new TempFolder();
        var rows = string.Join('\n', Enumerable.Range(1, 120_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},some words that take their room {i},10.5,106.25")));
        folder.WriteDataset("long", [("id", "integer"), ("words", "string"), ("lat", "number"), ("lon", "number")], $"id,words,lat,lon\n{rows}\n", Located);
        await using var own = await Portal.StartAsync(folder.Path, configure: http == "2.0" ? Portal.SpeaksHttp2 : null);
        Spoil(Path.Combine(own.DataDir, "long", "1.sqlite"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Datasets}/long/export.{format}") { Version = Version.Parse(http), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("Accept-Encoding", encoding);
        using var answer = await own.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var received = new MemoryStream();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(received, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("malformed", System.Text.Encoding.UTF8.GetString(received.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>It is made before anything is sent, so that a fault is still told.</summary>
    [Fact]
    public async Task A_database_that_cannot_be_made_is_a_problem_and_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        var rows = string.Join('\n', Enumerable.Range(1, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},some words that take their room {i}")));
        folder.WriteDataset("long", [("id", "integer"), ("words", "string")], $"id,words\n{rows}\n");
        await using var own = await Portal.StartAsync(folder.Path);
        Spoil(Path.Combine(own.DataDir, "long", "1.sqlite"));
        var answer = await own.AskAsync($"{Datasets}/long/export.sqlite?id__gte=2");

        Assert.Equal((500, "internal-error"), (answer.Status, answer.Code));
        Assert.Equal(["1.codes.sqlite", "1.sqlite"], Directory.EnumerateFiles(Path.Combine(own.DataDir, "long")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_whole_of_a_version_as_a_database_is_the_file_it_is_kept_in()
    {
        var answer = await portal.AskAsync($"{Datasets}/districts/export.sqlite");

        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(portal.DataDir, "districts", "1.sqlite"), TestContext.Current.CancellationToken), answer.Body.ToArray());
        Assert.Equal(answer.Body.Length.ToString(CultureInfo.InvariantCulture), answer.Header("Content-Length"));
    }

    [Fact]
    public async Task A_format_that_the_records_cannot_have_is_a_406_with_those_they_can()
    {
        var export = await portal.AskAsync($"{Datasets}/industries/export.geojson?lang=en");
        var page = await portal.AskAsync($"{Datasets}/industries/records?lang=en", headers: ("Accept", "application/geo+json"));

        Assert.Equal((406, 406), (export.Status, page.Status));
        Assert.Contains("There are: json (application/json), csv (text/csv), ndjson (application/x-ndjson), xlsx", (string?)export.Json["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("format=xlsx", null)]
    [InlineData("limit=5", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task A_format_without_pages_is_a_406_that_leads_to_the_export(string query, string? accept)
    {
        var answer = await portal.AskAsync($"{Datasets}/districts/records?code=794&{query}", headers: accept is null ? [] : [("Accept", accept)]);
        var export = (string)answer.Json["errors"]![0]!["suggestion"]!;

        Assert.Equal(406, answer.Status);
        Assert.EndsWith("/api/v1/datasets/districts/export.xlsx?code=794", export, StringComparison.Ordinal);
        Assert.Equal(200, (await portal.AskAsync(new Uri(export).PathAndQuery)).Status);
    }

    [Theory]
    [InlineData("application/x-ndjson", "application/x-ndjson; charset=utf-8")]
    [InlineData("application/geo+json;q=0.9, text/csv;q=0.8", "application/geo+json")]
    [InlineData("application/vnd.apache.parquet, text/csv;q=0.1", "text/csv; charset=utf-8; header=present")]
    public async Task A_page_is_in_the_format_wished_for_most(string accept, string contentType)
    {
        var answer = await portal.AskAsync($"{Datasets}/districts/records?limit=3", headers: ("Accept", accept));

        Assert.Equal((200, contentType), (answer.Status, answer.Header("Content-Type")));
        Assert.Contains("cursor=", answer.Links()["next"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_alternate_of_a_page_is_answered_in_its_media_type()
    {
        var link = (await portal.AskAsync($"{Datasets}/districts/records?code=794&limit=1&format=csv&delimiter=tab")).Header("Link")!;
        var alternates = link.Split(", ").Where(part => part.Contains("rel=\"alternate\"", StringComparison.Ordinal)).Select(part => (Address: new Uri(part.Split('<', '>')[1]).PathAndQuery, Type: part.Split("type=\"")[1].TrimEnd('"'))).ToList();

        Assert.Equal(7, alternates.Count);
        foreach (var (address, type) in alternates)
        {
            var answer = await portal.AskAsync(address);
            Assert.Equal((200, type), (answer.Status, answer.Header("Content-Type")!.Split(';')[0]));
        }
    }

    [Fact]
    public async Task Mistakes_in_options_are_told_with_all_the_others()
    {
        var answer = await portal.AskAsync($"{Datasets}/districts/export.csv?numbers=string&delimiter=dot&cod=794");

        Assert.Equal((400, "invalid-request"), (answer.Status, answer.Code));
        Assert.Equal(["unknown-parameter", "option-not-for-format", "invalid-value"], answer.Json["errors"]!.AsArray().Select(error => (string?)error!["code"]));
    }

    [Fact]
    public async Task Options_are_part_of_the_validator()
    {
        var plain = await portal.AskAsync($"{Datasets}/districts/export.csv");
        var same = await portal.AskAsync($"{Datasets}/districts/export.csv?delimiter=comma", headers: ("If-None-Match", plain.Header("ETag")!));
        var other = await portal.AskAsync($"{Datasets}/districts/export.csv?delimiter=tab", headers: ("If-None-Match", plain.Header("ETag")!));
        var one = await portal.AskAsync($"{Datasets}/population/records?limit=1&numbers=string&format=json");

        Assert.Equal((304, 200), (same.Status, other.Status));
        Assert.NotEqual(plain.Header("ETag"), other.Header("ETag"));
        Assert.Contains(one.Json["data"]![0]!.AsObject(), member => member.Value?.GetValueKind() == System.Text.Json.JsonValueKind.String && long.TryParse((string)member.Value!, out _));
    }

    [Fact]
    public async Task A_file_without_a_header_says_so()
    {
        var answer = await portal.AskAsync($"{Datasets}/districts/export.csv?header=none");

        Assert.Equal("text/csv; charset=utf-8; header=absent", answer.Header("Content-Type"));
    }

    [Fact]
    public async Task The_catalog_finds_datasets_by_format_and_lists_their_distributions()
    {
        var located = (await portal.ReadAsync($"{Datasets}?format=geojson"))["data"]!.AsArray().Select(dataset => (string)dataset!["id"]!).ToList();
        var districts = (await portal.ReadAsync($"{Datasets}/districts"))["distributions"]!.AsArray();
        var industries = (await portal.ReadAsync($"{Datasets}/industries"))["distributions"]!.AsArray();

        Assert.Contains("districts", located);
        Assert.DoesNotContain("industries", located);
        Assert.Equal(7, districts.Count);
        Assert.DoesNotContain(industries, distribution => (string?)distribution!["format"] == "geojson");
    }

    private static void Located(JsonObject package, JsonObject schema) =>
        package["resources"]![0]!["portal"] = new JsonObject { ["location"] = new JsonObject { ["latitude"] = "lat", ["longitude"] = "lon" } };

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
