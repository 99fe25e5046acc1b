using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Whole exports as files: ranges (RFC 9110, section 14), conditions (section 13), digests (RFC 9530).</summary>
public sealed class StoredExportsTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";
    private const string Csv = $"{Datasets}/communes/export.csv";
    private static readonly string[] Formats = ["csv", "json", "ndjson", "geojson", "xlsx", "parquet", "sqlite"];

    /// <summary>Every format, and the encodings its file is kept in.</summary>
    public static TheoryData<string, string> Files => [.. Formats.SelectMany(format => format is "xlsx" or "parquet" or "sqlite" ? [(format, "identity")] : new[] { (format, "identity"), (format, "br"), (format, "zstd"), (format, "gzip") })];

    [Theory, MemberData(nameof(Files))]
    public async Task A_whole_export_says_how_long_it_is_and_proves_itself(string format, string encoding)
    {
        var path = $"{Datasets}/districts/export.{format}";
        var answer = await portal.AskAsync(path, headers: ("Accept-Encoding", encoding));
        var again = await portal.AskAsync(path, headers: ("Accept-Encoding", encoding));

        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(answer.Body.Span))}:";
        Assert.Equal((200, answer.Body.Length.ToString(CultureInfo.InvariantCulture), "bytes", "15"), (answer.Status, answer.Header("Content-Length"), answer.Header("Accept-Ranges"), answer.Header("X-Row-Count")));
        Assert.Equal((digest, digest), (answer.Header("Repr-Digest"), answer.Header("Content-Digest")));
        Assert.Equal(encoding == "identity" ? null : encoding, answer.Header("Content-Encoding"));
        Assert.Equal(answer.Body.ToArray(), again.Body.ToArray());
        Assert.Equal(answer.Header("ETag"), again.Header("ETag"));
    }

    [Fact]
    public async Task An_encoding_is_the_same_file_packed_once_with_a_tag_of_its_own()
    {
        List<Answer> answers = [];
        foreach (var encoding in (string[])["identity", "br", "zstd", "gzip"])
            answers.Add(await portal.AskAsync(Csv, headers: ("Accept-Encoding", encoding)));

        Assert.All(answers, answer => Assert.Equal(answers[0].Text, Unpacked.Text(answer)));
        Assert.Equal([null, "br", "zstd", "gzip"], answers.Select(answer => answer.Header("Content-Encoding")));
        Assert.Equal(4, answers.Select(answer => answer.Header("ETag")).Distinct().Count());
        Assert.All(answers, answer => Assert.Matches("^\"[0-9a-f]{32}\"$", answer.Header("ETag")));
    }

    /// <summary>L stands for the length, L-1 for the last byte. From and to are null where the whole file is sent.</summary>
    [Theory]
    [InlineData("bytes=0-499", 0, 499)]
    [InlineData("bytes=500-999", 500, 999)]
    [InlineData("bytes=0-0", 0, 0)]
    [InlineData("bytes=-500", -500, -1)]
    [InlineData("bytes=-1", -1, -1)]
    [InlineData("bytes=1000-", 1000, -1)]
    [InlineData("bytes=0-", 0, -1)]
    [InlineData("bytes=1000-99999999", 1000, -1)]
    [InlineData("bytes=-99999999", 0, -1)]
    [InlineData("bytes= 5-9", 5, 9)]
    [InlineData("bytes=0-1,500-600", null, null)]
    [InlineData("bytes=0-0,-1", null, null)]
    [InlineData("bytes=9-5", null, null)]
    [InlineData("bytes=abc", null, null)]
    [InlineData("bytes=", null, null)]
    [InlineData("records=0-5", null, null)]
    public async Task A_range_is_the_bytes_it_says(string range, int? from, int? to)
    {
        var whole = await portal.AskAsync(Csv);
        var answer = await portal.AskAsync(Csv, headers: ("Range", range));
        var length = whole.Body.Length;
        var first = from is < 0 ? length + from.Value : from ?? 0;
        var last = to is null or < 0 ? length + (to ?? -1) : to.Value;

        Assert.Equal(from is null ? 200 : 206, answer.Status);
        Assert.Equal(whole.Body[first..(last + 1)].ToArray(), answer.Body.ToArray());
        Assert.Equal(from is null ? null : string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{last}/{length}"), answer.Header("Content-Range"));
        Assert.Equal((whole.Header("Repr-Digest"), whole.Header("ETag")), (answer.Header("Repr-Digest"), answer.Header("ETag")));
        Assert.Equal(from is null ? whole.Header("Content-Digest") : null, answer.Header("Content-Digest"));
    }

    [Theory]
    [InlineData("bytes=99999999-")]
    [InlineData("bytes=-0")]
    public async Task A_range_outside_the_file_is_a_416_that_says_how_long_it_is(string range)
    {
        var length = (await portal.AskAsync(Csv)).Body.Length;
        var answer = await portal.AskAsync(Csv, headers: [("Range", range), ("Accept-Encoding", "identity")]);

        Assert.Equal((416, "range-not-satisfiable", $"bytes */{length}"), (answer.Status, answer.Code, answer.Header("Content-Range")));
        Assert.Equal(length, (int)answer.Json["errors"]![0]!["maximum"]!);
        Assert.Equal((null, null, "no-store"), (answer.Header("ETag"), answer.Header("Repr-Digest"), answer.Header("Cache-Control")));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_range_of_an_encoding_is_of_its_packed_bytes(string encoding)
    {
        var whole = await portal.AskAsync(Csv, headers: ("Accept-Encoding", encoding));
        var first = await portal.AskAsync(Csv, headers: [("Accept-Encoding", encoding), ("Range", "bytes=0-99")]);
        var rest = await portal.AskAsync(Csv, headers: [("Accept-Encoding", encoding), ("Range", "bytes=100-"), ("If-Range", whole.Header("ETag")!)]);

        Assert.Equal((206, 206, encoding), (first.Status, rest.Status, rest.Header("Content-Encoding")));
        Assert.Equal(whole.Body.ToArray(), (byte[])[.. first.Body.Span, .. rest.Body.Span]);
    }

    [Fact]
    public async Task A_range_is_sent_only_of_the_very_file_that_If_Range_names()
    {
        var whole = await portal.AskAsync(Csv);
        var (tag, date) = (whole.Header("ETag")!, DateTimeOffset.Parse(whole.Header("Last-Modified")!, CultureInfo.InvariantCulture));
        var packed = (await portal.AskAsync(Csv, headers: ("Accept-Encoding", "gzip"))).Header("ETag")!;
        (string Condition, int Status)[] cases =
        [
            (tag, 206), (date.ToString("R"), 206),
            ($"W/{tag}", 200), ("\"other\"", 200), (packed, 200), (date.AddSeconds(-1).ToString("R"), 200), (date.AddSeconds(1).ToString("R"), 200), ("what is this", 200),
        ];

        foreach (var (condition, status) in cases)
        {
            var answer = await portal.AskAsync(Csv, headers: [("Range", "bytes=0-9"), ("If-Range", condition)]);
            Assert.True((status, status == 200 ? whole.Body.Length : 10) == (answer.Status, answer.Body.Length), $"{condition}: {answer.Status}");
        }
    }

    [Fact]
    public async Task A_file_that_has_changed_since_a_download_began_is_sent_whole()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer"), ("word", "string")], "id,word\n1,a\n");
        await using var own = await Portal.StartAsync(folder.Path);
        var before = await own.AskAsync($"{Datasets}/words/export.csv");
        folder.WriteDataset("words", [("id", "integer"), ("word", "string")], "id,word\n1,b\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();
        var after = await own.AskAsync($"{Datasets}/words/export.csv", headers: [("Range", "bytes=5-"), ("If-Range", before.Header("ETag")!)]);
        var pinned = await own.AskAsync($"{Datasets}/words/export.csv?version=1", headers: [("Range", "bytes=5-"), ("If-Range", before.Header("ETag")!)]);

        Assert.Equal((200, "id,word\r\n1,b\r\n"), (after.Status, after.Text));
        Assert.Equal((206, before.Text[5..], "public, max-age=31536000, immutable"), (pinned.Status, pinned.Text, pinned.Header("Cache-Control")));
    }

    [Theory]
    [InlineData("If-Match", "\"other\"", 412)]
    [InlineData("If-Match", "*", 200)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 2015 00:00:00 GMT", 412)]
    [InlineData("If-None-Match", "*", 304)]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2015 00:00:00 GMT", 200)]
    public async Task Conditions_are_those_of_RFC_9110(string header, string value, int status)
    {
        var answer = await portal.AskAsync(Csv, headers: (header, value));

        Assert.Equal((status, status == 412 ? "precondition-failed" : null), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task HEAD_says_all_that_GET_does_and_knows_no_ranges()
    {
        var get = await portal.AskAsync(Csv);
        var head = await portal.AskAsync(Csv, HttpMethod.Head, ("Range", "bytes=0-9"));

        Assert.Equal((200, 0, get.Header("Content-Length"), get.Header("Repr-Digest"), null), (head.Status, head.Body.Length, head.Header("Content-Length"), head.Header("Repr-Digest"), head.Header("Content-Range")));
    }

    /// <summary>The server's own date is made anew once a second, so a file may be younger; this goes on past the next.</summary>
    [Fact]
    public async Task A_file_is_never_younger_than_the_answer_it_comes_in()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n");
        await using var own = await Portal.StartAsync(folder.Path);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1.5);)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(own.DataDir, "words"), "*.export.*"))
                File.Delete(file);
            var answer = await own.AskAsync($"{Datasets}/words/export.csv");

            Assert.True(Moment(answer, "Last-Modified") <= Moment(answer, "Date"), $"{answer.Header("Last-Modified")} is past {answer.Header("Date")}");
        }
    }

    [Fact]
    public async Task Switched_off_whole_exports_are_streamed_and_the_database_is_still_a_file()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        await using var own = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["Storage:StoredExportMegabytes"] = "0" });
        var csv = await own.AskAsync($"{Datasets}/words/export.csv");
        var manifest = await own.ReadAsync($"{Datasets}/words/export.csv?manifest=true");
        var database = await own.AskAsync($"{Datasets}/words/export.sqlite");
        var files = (await own.ReadAsync($"{Datasets}/words/exports"))["files"]!.AsArray();

        Assert.Equal((200, "none", "id\r\n1\r\n2\r\n"), (csv.Status, csv.Header("Accept-Ranges"), csv.Text));
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(csv.Body.Span)), "", null), ((string?)manifest["files"]![0]!["sha256"], (string?)manifest["query"], (string?)manifest["files"]![0]!["made"]));
        Assert.Equal((200, "bytes", "sqlite"), (database.Status, database.Header("Accept-Ranges"), (string?)Assert.Single(files)!["format"]));
    }

    /// <summary>As the README tells people to.</summary>
    [Fact]
    public async Task curl_goes_on_where_a_download_ended_and_the_file_is_that_of_the_manifest()
    {
        var whole = await portal.AskAsync(Csv);
        var manifest = await portal.ReadAsync($"{Csv}?manifest=true");
        using var folder = new TempFolder();
        foreach (var had in new[] { 1, 1_000, whole.Body.Length - 1 })
        {
            var file = folder.At("communes.csv");
            await File.WriteAllBytesAsync(file, whole.Body[..had].ToArray(), TestContext.Current.CancellationToken);
            await RunCurlAsync("-sSf", "-C", "-", "-o", file, portal.Client.BaseAddress + Csv[1..]);

            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal(whole.Body.ToArray(), bytes);
            Assert.Equal((string?)manifest["files"]!.AsArray().Single(row => (string?)row!["encoding"] == "identity")!["sha256"], Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }

    [Fact]
    public async Task Twenty_who_ask_at_once_get_the_same_file()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n" + string.Concat(Enumerable.Range(1, 5_000).Select(i => $"{i}\n")));
        await using var own = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["Storage:StoredExportSeconds"] = "60" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => own.AskAsync($"{Datasets}/words/export.csv")));

        Assert.Single(answers.Select(answer => (answer.Status, answer.Header("ETag"), answer.Header("Last-Modified"), answer.Header("Content-Length"), answer.Text)).Distinct());
        Assert.Equal("bytes", answers[0].Header("Accept-Ranges"));
    }

    [Theory]
    [InlineData("1.export.1.csv")]
    [InlineData("1.export.1.csv.facts")]
    public async Task What_cannot_be_kept_is_streamed(string blocked)
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        await using var own = await Portal.StartAsync(folder.Path);
        Directory.CreateDirectory(Path.Combine(own.DataDir, "words", blocked)); // no file can have its name
        var answer = await own.AskAsync($"{Datasets}/words/export.csv", headers: ("Range", "bytes=0-1"));
        var manifest = await own.AskAsync($"{Datasets}/words/export.csv?manifest=true");

        Assert.Equal((200, "none", "id\r\n1\r\n2\r\n"), (answer.Status, answer.Header("Accept-Ranges"), answer.Text));
        Assert.Equal((503, "too-busy"), (manifest.Status, manifest.Code));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(own.DataDir, "words")), path => path.Contains("staging", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_would_wait_too_long_is_streamed_to()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        await using var own = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["Storage:StoredExportSeconds"] = "0" });
        var answer = await own.AskAsync($"{Datasets}/words/export.csv");

        Assert.Equal((200, "none", "id\r\n1\r\n2\r\n"), (answer.Status, answer.Header("Accept-Ranges"), answer.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("lang=en")]
    [InlineData("delimiter=comma&bom=false")]
    [InlineData("version=1")]
    public async Task Whoever_asks_for_all_in_other_words_gets_the_same_file(string query)
    {
        var plain = await portal.AskAsync(Csv);
        var answer = await portal.AskAsync($"{Csv}?{query}");

        Assert.Equal((plain.Header("ETag"), "bytes"), (answer.Header("ETag"), answer.Header("Accept-Ranges")));
    }

    [Theory]
    [InlineData("delimiter=tab")]
    [InlineData("code__ne=1")]
    [InlineData("sort=-code")]
    [InlineData("exclude=code")]
    public async Task What_is_not_all_or_not_as_it_is_is_streamed(string query)
    {
        var answer = await portal.AskAsync($"{Csv}?{query}", headers: ("Range", "bytes=0-1"));

        Assert.Equal((200, "none"), (answer.Status, answer.Header("Accept-Ranges")));
    }

    private static DateTimeOffset Moment(Answer answer, string header) => DateTimeOffset.Parse(answer.Header(header)!, CultureInfo.InvariantCulture);

    private static async Task RunCurlAsync(params string[] arguments)
    {
        try
        {
            using var curl = Process.Start(new ProcessStartInfo("curl", arguments) { RedirectStandardError = true })!;
            var error = await curl.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await curl.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(curl.ExitCode == 0, error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no curl here.");
        }
    }
}
