using LongAn.OpenData.Tests.Support;

namespace LongAn.OpenData.Tests.Api;

/// <summary>Conditional requests, methods, encodings, links, caches and proxies (RFC 9110, 9111, 8288).</summary>
public sealed class HttpTests(Portal portal)
{
    private const string Datasets = "/api/v1/datasets";
    private const string Pinned = "public, max-age=31536000, immutable";
    private const string Latest = "public, max-age=60, must-revalidate";

    /// <summary>One address of each kind of read.</summary>
    public static TheoryData<string> Reads => ["/api/v1", .. DatedReads.Select(row => row.Data)];

    /// <summary>Those of them whose data has a date.</summary>
    public static TheoryData<string> DatedReads =>
    [
        Datasets,
        $"{Datasets}?q=khu&limit=1",
        $"{Datasets}/districts",
        $"{Datasets}/districts/schema",
        $"{Datasets}/districts/profile",
        $"{Datasets}/districts/versions",
        $"{Datasets}/districts/versions/1",
        $"{Datasets}/enterprises/records?district_code=802&count=exact",
        $"{Datasets}/enterprises/records?format=csv",
        $"{Datasets}/districts/records/794",
        $"{Datasets}/communes/export.csv",
        $"{Datasets}/communes/export.json?district_code=802",
    ];

    [Theory, MemberData(nameof(Reads))]
    public async Task Who_has_the_answer_is_told_so_without_a_body(string path)
    {
        var full = await portal.AskAsync(path);
        var tag = full.Header("ETag")!;

        Assert.Matches("^\"[^\"]+\"$", tag);
        foreach (var held in (string[])[tag, $"W/{tag}", $"\"other\", {tag}", "*"])
        {
            var again = await portal.AskAsync(path, headers: [("If-None-Match", held)]);

            Assert.Equal((304, 0), (again.Status, again.Body.Length));
            Assert.All((string[])["ETag", "Cache-Control", "Vary", "Last-Modified"], name => Assert.Equal(full.Header(name), again.Header(name)));
        }
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task Who_has_another_answer_gets_this_one(string path)
    {
        var full = await portal.AskAsync(path);
        var answer = await portal.AskAsync(path, headers: [("If-None-Match", "\"other\""), ("If-Modified-Since", full.Header("Last-Modified") ?? "")]);

        Assert.Equal((200, full.Text), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task An_answer_that_no_data_dates_has_no_date()
    {
        var answer = await portal.AskAsync("/api/v1", headers: [("If-Modified-Since", DateTimeOffset.UtcNow.ToString("R"))]);

        Assert.Equal((200, null), (answer.Status, answer.Header("Last-Modified")));
    }

    [Theory, MemberData(nameof(DatedReads))]
    public async Task An_answer_is_new_to_those_who_looked_before_it_was_made(string path)
    {
        var modified = DateTimeOffset.Parse((await portal.AskAsync(path)).Header("Last-Modified")!, null);
        var same = await portal.AskAsync(path, headers: [("If-Modified-Since", modified.ToString("R"))]);
        var older = await portal.AskAsync(path, headers: [("If-Modified-Since", modified.AddSeconds(-1).ToString("R"))]);

        Assert.Equal((304, 200), (same.Status, older.Status));
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task HEAD_has_the_headers_of_GET_and_no_body(string path)
    {
        var get = await portal.AskAsync(path);
        var head = await portal.AskAsync(path, HttpMethod.Head);

        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        string[] passing = ["Date", "Server-Timing", "Transfer-Encoding", "Content-Digest"]; // the last is of what is sent, and nothing is (RFC 9530, B.2)
        Assert.Equal(Shown(get), Shown(head));

        IEnumerable<string> Shown(Answer answer) => answer.Headers.Where(header => !passing.Contains(header.Key)).Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("/nothing", 404)]
    [InlineData($"{Datasets}/districts/records/000", 404)]
    [InlineData($"{Datasets}/districts/records?limit=0", 400)]
    public async Task HEAD_of_a_mistake_has_its_status(string path, int status)
    {
        var head = await portal.AskAsync(path, HttpMethod.Head);

        Assert.Equal((status, 0, "application/problem+json"), (head.Status, head.Body.Length, head.Header("Content-Type")));
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task OPTIONS_says_what_may_be_done(string path)
    {
        var answer = await portal.AskAsync(path, HttpMethod.Options);

        var writes = path == $"{Datasets}/districts" ? "PATCH, PUT, " : path.Split('?')[0].EndsWith("/records", StringComparison.Ordinal) ? "POST, " : ""; // publishers may
        Assert.Equal((204, $"GET, HEAD, {writes}OPTIONS"), (answer.Status, answer.Header("Allow")));
    }

    [Theory]
    [InlineData($"{Datasets}/districts", "GET, HEAD, PATCH, PUT, OPTIONS")]
    [InlineData($"{Datasets}/districts/content", "GET, HEAD, PUT, OPTIONS")]
    [InlineData($"{Datasets}/districts/records", "GET, HEAD, POST, OPTIONS")]
    [InlineData($"{Datasets}/districts/export.csv", "GET, HEAD, OPTIONS")]
    public async Task OPTIONS_says_what_who_has_a_key_may_do_and_web_pages_may_not(string path, string allowed)
    {
        var answer = await portal.AskAsync(path, HttpMethod.Options);
        var preflight = await portal.AskAsync(path, HttpMethod.Options, ("Origin", "https://example.org"), ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Headers", "authorization"));

        Assert.Equal((204, allowed), (answer.Status, answer.Header("Allow")));
        Assert.DoesNotContain("PUT", preflight.Header("Access-Control-Allow-Methods") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task OPTIONS_of_nothing_is_not_found()
    {
        var answer = await portal.AskAsync("/nothing", HttpMethod.Options);

        Assert.Equal("not-found", answer.Code);
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task Any_web_page_may_read_and_see_the_headers(string path)
    {
        var answer = await portal.AskAsync(path, headers: [("Origin", "https://example.org")]);
        var preflight = await portal.AskAsync(path, HttpMethod.Options, ("Origin", "https://example.org"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "if-none-match"));

        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
        var exposed = answer.Header("Access-Control-Expose-Headers")!.Split(',', StringSplitOptions.TrimEntries);
        Assert.All((string[])["ETag", "Link", "Last-Modified", "Content-Disposition", "Server-Timing", "X-Total-Count", "X-Provenance"], name => Assert.Contains(name, exposed));
        Assert.Equal((204, "*", "if-none-match"), (preflight.Status, preflight.Header("Access-Control-Allow-Origin"), preflight.Header("Access-Control-Allow-Headers")));
        Assert.Contains("GET", preflight.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.DoesNotContain("POST", preflight.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_page_may_read_problems_too()
    {
        var answer = await portal.AskAsync($"{Datasets}/nothing", headers: [("Origin", "https://example.org")]);

        Assert.Equal(("unknown-dataset", "*"), (answer.Code, answer.Header("Access-Control-Allow-Origin")));
    }

    [Theory, MemberData(nameof(Reads))]
    public async Task Each_encoding_is_an_answer_of_its_own(string path)
    {
        var plain = await portal.AskAsync(path);
        var tags = new HashSet<string> { plain.Header("ETag")! };
        foreach (var encoding in (string[])["br", "zstd", "gzip"])
        {
            var packed = await portal.AskAsync(path, headers: [("Accept-Encoding", encoding)]);
            var again = await portal.AskAsync(path, headers: [("Accept-Encoding", encoding), ("If-None-Match", packed.Header("ETag")!)]);
            var otherEncoding = await portal.AskAsync(path, headers: [("If-None-Match", packed.Header("ETag")!)]);

            Assert.Equal(encoding, packed.Header("Content-Encoding"));
            Assert.Equal(plain.Text, Unpacked.Text(packed));
            Assert.True(tags.Add(packed.Header("ETag")!));
            Assert.Equal((304, 200), (again.Status, otherEncoding.Status));
        }

        Assert.Null(plain.Header("Content-Encoding"));
        Assert.Equal("Accept, Accept-Encoding, Accept-Language", plain.Header("Vary"));
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "zstd")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("GZIP", "gzip")]
    [InlineData("*", "zstd")]
    [InlineData("zstd;q=0, *", "br")]
    [InlineData("*, br;q=0, zstd;q=0", "gzip")]
    [InlineData("*;q=0.5, gzip;q=0.1", "zstd")]
    [InlineData("*;q=0", null)]
    [InlineData("identity, *;q=0.5", null)]
    [InlineData("zstd;q=0, br;q=0.0, gzip;q=0.000, *", null)]
    [InlineData("br;q=0.8, zstd;q=0.9, gzip;q=0.1", "zstd")]
    [InlineData("br;q=0.8, zstd;q=0.8, gzip", "gzip")]
    [InlineData("br;q=0, zstd;q=0", null)]
    [InlineData("identity, zstd;q=0.5", null)]
    [InlineData("compress", null)]
    public async Task The_encoding_is_the_one_the_caller_likes_best_and_else_the_smallest(string accepted, string? encoding)
    {
        foreach (var path in (string[])[$"{Datasets}/communes/records?limit=30", $"{Datasets}/communes/export.csv", $"{Datasets}/communes/export.csv?code__ne=x"])
        {
            var answer = await portal.AskAsync(path, headers: ("Accept-Encoding", accepted));

            Assert.Equal((path, encoding), (path, answer.Header("Content-Encoding")));
            Assert.Equal((await portal.AskAsync(path)).Text, Unpacked.Text(answer));
        }
    }

    [Theory]
    [InlineData($"{Datasets}/districts/records", Latest)]
    [InlineData($"{Datasets}/districts/records?version=1", Pinned)]
    [InlineData($"{Datasets}/districts/records/794", Latest)]
    [InlineData($"{Datasets}/districts/records/794?version=1", Pinned)]
    [InlineData($"{Datasets}/districts/export.csv", Latest)]
    [InlineData($"{Datasets}/districts/export.csv?version=1", Pinned)]
    [InlineData($"{Datasets}/districts/schema", Latest)]
    [InlineData($"{Datasets}/districts/schema?version=1", Pinned)]
    [InlineData($"{Datasets}/districts/profile?version=1", Pinned)]
    [InlineData($"{Datasets}/districts", Latest)]
    [InlineData(Datasets, Latest)]
    public async Task The_latest_may_be_kept_a_minute_and_what_is_pinned_a_year(string path, string cacheControl)
    {
        var answer = await portal.AskAsync(path);

        Assert.Equal(cacheControl, answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("records")]
    [InlineData("records/1")]
    [InlineData("export.csv?id=1")]
    public async Task Who_has_the_answer_is_told_so_without_asking_the_database(string path)
    {
        using var folder = new TempFolder();
        using var data = new TempFolder();
        folder.WriteDataset("words", [("id", "integer"), ("word", "string")], "id,word\n1,a\n");
        var settings = new Dictionary<string, string?> { ["PublicUrl"] = "https://data.example.vn" };
        string tag;
        await using (var first = await Portal.StartAsync(folder.Path, data.Path, settings))
            tag = (await first.AskAsync($"{Datasets}/words/{path}")).Header("ETag")!;
        await using var second = await Portal.StartAsync(folder.Path, data.Path, settings);
        File.Delete(data.At("words", "1.sqlite"));
        var held = await second.AskAsync($"{Datasets}/words/{path}", headers: [("If-None-Match", tag)]);
        var asked = await second.AskAsync($"{Datasets}/words/{path}");

        Assert.Equal((304, 500), (held.Status, asked.Status));
    }

    [Fact]
    public async Task A_new_version_has_other_validators()
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer"), ("word", "string")], "id,word\n1,a\n");
        await using var own = await Portal.StartAsync(folder.Path);
        string[] paths = [Datasets, $"{Datasets}/words", $"{Datasets}/words/schema", $"{Datasets}/words/versions", $"{Datasets}/words/records", $"{Datasets}/words/records/1", $"{Datasets}/words/export.csv"];
        var before = new List<string>();
        foreach (var path in paths)
            before.Add((await own.AskAsync(path)).Header("ETag")!);
        folder.WriteDataset("words", [("id", "integer"), ("word", "string")], "id,word\n1,b\n");
        own.ImportBeside(folder.Path);
        own.SeeImports();

        foreach (var (path, tag) in paths.Zip(before))
        {
            var answer = await own.AskAsync(path, headers: [("If-None-Match", tag)]);
            Assert.True(answer.Status == 200, path);
        }
    }

    [Theory]
    [InlineData($"{Datasets}/enterprises/records?limit=2&sort=-employees&district_code=802", "next first describedby license alternate latest-version service-doc")]
    [InlineData($"{Datasets}/enterprises/records?limit=2&format=csv", "next first describedby license alternate latest-version service-doc")]
    [InlineData($"{Datasets}/districts/records", "first describedby license alternate latest-version service-doc")]
    [InlineData($"{Datasets}/districts/records/794", "collection describedby license")]
    [InlineData($"{Datasets}/districts/export.csv?code=794", "alternate describedby license latest-version")]
    [InlineData($"{Datasets}/districts", "alternate describedby item license service-desc service-doc")]
    [InlineData($"{Datasets}?limit=2&sort=title", "next first")]
    public async Task Links_in_the_header_lead_where_they_say(string path, string relations)
    {
        var links = (await portal.AskAsync(path)).Links();

        Assert.Equal(relations.Split(' ').Order(StringComparer.Ordinal), links.Keys.Order(StringComparer.Ordinal));
        foreach (var (relation, link) in links.Where(link => link.Key is not ("license" or "service-doc" or "service-desc")))
        {
            var answer = await portal.AskAsync(new Uri(link).PathAndQuery);
            Assert.True(answer.Status == 200, $"{relation}: {link}: {answer.Text}");
        }
    }

    [Fact]
    public async Task The_next_page_of_a_CSV_goes_on_where_it_ended()
    {
        var first = await portal.AskAsync($"{Datasets}/districts/records?limit=8&format=csv&fields=code");
        var second = await portal.AskAsync(new Uri(first.Links()["next"]).PathAndQuery);

        Assert.Equal("801", Lines(first)[^1]);
        Assert.Equal(["code", "802", "803", "804", "805", "806", "807", "808"], Lines(second));
        Assert.DoesNotContain("next", second.Links().Keys);

        static string[] Lines(Answer answer) => answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData("https://data.example.vn")]
    [InlineData("https://example.vn/du-lieu/")]
    public async Task Links_begin_with_the_public_address(string publicUrl)
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        await using var own = await Portal.StartAsync(folder.Path, settings: new Dictionary<string, string?> { ["PublicUrl"] = publicUrl });
        var page = await own.AskAsync($"{Datasets}/words/records?limit=1", headers: [("X-Forwarded-Host", "evil.example")]);
        var dataset = await own.ReadAsync($"{Datasets}/words");
        var problem = await own.AskAsync("/nothing");

        var root = publicUrl.TrimEnd('/') + "/";
        Assert.All(page.Links().Where(link => link.Key != "license"), link => Assert.StartsWith(root, link.Value, StringComparison.Ordinal));
        Assert.All(dataset["links"]!.AsObject(), link => Assert.StartsWith(root, (string?)link.Value, StringComparison.Ordinal));
        Assert.StartsWith($"{root}api/v1/datasets/words/records?", (string?)page.Json["links"]!["next"], StringComparison.Ordinal);
        Assert.StartsWith($"{root}problems/", (string?)problem.Json["type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "https://data.example.vn/portal/")]
    [InlineData("10.9.8.7", null)]
    [InlineData(null, null)]
    public async Task Forwarded_headers_are_believed_from_named_proxies_only(string? proxy, string? root)
    {
        using var folder = new TempFolder();
        folder.WriteDataset("words", [("id", "integer")], "id\n1\n2\n");
        await using var own = await Portal.StartAsync(folder.Path, settings: proxy is null ? null : new Dictionary<string, string?> { ["KnownProxies:0"] = proxy });
        var answer = await own.AskAsync($"{Datasets}/words/records?limit=1", headers: [("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "data.example.vn"), ("X-Forwarded-Prefix", "/portal")]);

        var expected = root ?? own.Client.BaseAddress!.AbsoluteUri;
        Assert.StartsWith($"{expected}api/v1/datasets/words/records?", (string?)answer.Json["links"]!["next"], StringComparison.Ordinal);
        Assert.StartsWith($"{expected}api/v1/datasets/words/records?", answer.Links()["next"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_tells_how_long_it_took()
    {
        var page = await portal.AskAsync($"{Datasets}/districts/records?limit=98");
        var record = await portal.AskAsync($"{Datasets}/districts/records/794?lang=en");

        Assert.Matches(@"^count;dur=[0-9.]+, query;dur=[0-9.]+, write;dur=[0-9.]+$", page.Header("Server-Timing"));
        Assert.Matches(@"^query;dur=[0-9.]+, write;dur=[0-9.]+$", record.Header("Server-Timing"));
    }

    [Fact]
    public async Task A_portal_lives_without_datasets_and_is_ready_with_one()
    {
        using var folder = new TempFolder();
        await using var empty = await Portal.StartAsync(folder.Path);
        var live = await empty.AskAsync("/health/live");
        var notReady = await empty.AskAsync("/health/ready");
        var ready = await portal.AskAsync("/health/ready");
        var catalog = await empty.ReadAsync(Datasets);

        Assert.Equal((200, 503, 200), (live.Status, notReady.Status, ready.Status));
        Assert.Equal(0, (int)catalog["page"]!["total"]!);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("application/json", false)]
    [InlineData("*/*", false)]
    [InlineData("application/json, text/html;q=0.5", false)]
    public async Task The_root_shows_browsers_the_portal_and_programs_the_links(string accept, bool isBrowser)
    {
        var answer = await portal.AskAsync("/", headers: [("Accept", accept)]);

        Assert.Equal((200, isBrowser), (answer.Status, answer.Header("Content-Type")!.StartsWith("text/html", StringComparison.Ordinal)));
        if (!isBrowser)
            Assert.EndsWith("/api/v1/datasets", (string?)answer.Json["links"]!["datasets"], StringComparison.Ordinal);
    }
}
