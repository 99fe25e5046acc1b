using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Engine.Publishing;
using LongAn.OpenData.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Tests.Api;

/// <summary>
/// The built server, killed while content is sent to it, or with no room on its disk: one version or the other is served whole, nothing is left of the
/// attempt, and who sends the same again is answered with what came of it.
/// </summary>
public sealed class CrashedPublishTests : IDisposable
{
    private const int Rows = 60_000;
    private const string Second = PublishingPortal.First + "3,ba,3\n";
    private readonly TempFolder folder = new();
    private readonly string key;

    public CrashedPublishTests()
    {
        using var datasets = new TempFolder();
        PublishingPortal.Write(datasets, "words", PublishingPortal.First);
        Directory.CreateDirectory(folder.At("datasets", "words"));
        foreach (var file in Directory.GetFiles(datasets.At("words")))
            File.Copy(file, folder.At("datasets", "words", Path.GetFileName(file)));
        key = new KeyRing(new CatalogFile(Data), TimeProvider.System).Issue(PublishingPortal.Publisher, "Khóa thử", [.. KeyScope.All], datasets: null, expires: null).Text;
    }

    private string Data => folder.At("data");

    private string Words => folder.At("data", "words");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_killed_at_any_point_of_a_publish_serves_one_version_whole_and_answers_who_sends_again()
    {
        (string Name, Func<int, bool> IsNow)[] moments =
        [
            ("while the content comes", _ => Directory.Exists(folder.At("data", ".uploads")) && Directory.EnumerateFiles(folder.At("data", ".uploads"), "content", SearchOption.AllDirectories).Any(path => new FileInfo(path).Length > 0)),
            ("while it is imported", _ => Staged() > 0),
            ("when the version's file has its name", number => File.Exists(Path.Combine(Words, $"{number}.sqlite"))),
            ("when the version is published", number => Served() == number),
        ];
        var server = await StartAsync();
        try
        {
            var served = 1;
            foreach (var (name, isNow) in moments)
            {
                var next = served + 1;
                var isHalf = isNow == moments[0].IsNow;
                using var half = new HalfContent(Edition(next), isHalf);
                var put = PutAsync(server, half, served, name);
                await KillWhenAsync(server, () => isNow(next));
                half.Go();
                await put;
                server.Dispose();
                server = await StartAsync();
                var after = await server.ReadAsync("/api/v1/datasets/words");
                var found = (int)after["version"]!;

                Assert.True(found == served || found == next, $"{name}: {found}");
                Assert.Empty(LeftBehind());
                Assert.Equal(found == 1 ? 2 : Rows, (int)after["record_count"]!);
                if (found > 1)
                    await CheckAsync(server, found);
                using var whole = new HalfContent(Edition(next), isHalf: false);
                var (status, tag) = await PutAsync(server, whole, served, name);
                Assert.True(status == HttpStatusCode.Created, $"{name}: {status}");
                Assert.Equal($"\"v{next}\"", tag);
                await CheckAsync(server, next);
                served = next;
            }
        }
        finally
        {
            server.Dispose();
        }
    }

    [Fact]
    public async Task A_full_disk_refuses_what_it_has_no_room_for_serves_on_and_takes_what_comes_when_there_is_room_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/curl") && await EnterpriseSamples.CanMount(), "A small file system can be mounted by root on Linux only, and curl asks.");
        await File.WriteAllBytesAsync(folder.At("large.csv"), Edition(2), Cancel); // 1.3 MB as it is sent, more than twice that as a version
        await File.WriteAllTextAsync(folder.At("small.csv"), Second, Cancel);
        var (_, output) = await EnterpriseSamples.Run("unshare", "--mount", "bash", "-c", $$"""
            cp -r '{{Data}}' '{{folder.At("issued")}}' && mount -t tmpfs -o size=3m tmpfs '{{Data}}' && cp -r '{{folder.At("issued")}}/.' '{{Data}}'
            exec 3< <(exec dotnet '{{EnterpriseSamples.Server}}' serve --urls http://127.0.0.1:0 --datasets '{{folder.At("datasets")}}' --data-dir '{{Data}}' 2>'{{folder.At("stderr")}}')
            server=$!
            read -r _ address <&3
            words="${address}api/v1/datasets/words"
            put() { curl -s -o '{{folder.At("answer")}}' -w "$1 %{http_code} " -H 'Authorization: Bearer {{key}}' -H 'If-Match: "v1"' -H 'Content-Type: text/csv' -H "Idempotency-Key: $1" -T "$2" "$words/content"; grep -o '"code": "[a-z-]*"' '{{folder.At("answer")}}' | head -1; echo; }
            left() { ls '{{Data}}/.uploads' '{{Data}}/words' | grep -v -e ':$' -e '^1\.sqlite$' -e '^$'; curl -s "$words" | grep -o '"record_count": [0-9]*'; }
            put import '{{folder.At("large.csv")}}'
            left
            dd if=/dev/zero of='{{Data}}/filler' bs=4096 count=1000 2>/dev/null
            put receive '{{folder.At("large.csv")}}'
            put small '{{folder.At("small.csv")}}'
            left
            rm '{{Data}}/filler'
            put small '{{folder.At("small.csv")}}'
            curl -s "$words" | grep -o '"record_count": [0-9]*'
            kill $server
            """);

        var refused = "507 \"code\": \"storage-failed\"\n";
        Assert.Equal($"import {refused}\n\"record_count\": 2\nreceive {refused}\nsmall {refused}\n\"record_count\": 2\nsmall 201 \n\"record_count\": 3\n", output);
    }

    /// <summary>Puts the catalog as it is in the moment between a commit and the answer.</summary>
    [Fact]
    public async Task An_answer_that_was_never_given_is_given_by_what_was_published()
    {
        await using var own = await PublishingPortal.StartAsync();
        var put = await own.PutAsync(Second, ("If-Match", "\"v1\""), ("Idempotency-Key", "a"));
        var merged = await own.SendJsonAsync(HttpMethod.Post, PublishingPortal.Records, JsonNode.Parse("""{"delete": [3]}""")!, ("Idempotency-Key", "b"));
        var back = await own.SendJsonAsync(HttpMethod.Post, "/api/v1/datasets/words/rollback", JsonNode.Parse("""{"to": 1, "reason": "thử"}""")!, ("Idempotency-Key", "c"));
        Forget(own, "UPDATE kept_answers SET status = 0, headers = '{}', body = (SELECT request FROM servings WHERE number = CASE idempotency_key WHEN 'a' THEN 2 WHEN 'b' THEN 3 ELSE 1 END ORDER BY id DESC LIMIT 1)");
        var putAgain = await own.PutAsync(Second, ("If-Match", "\"v1\""), ("Idempotency-Key", "a"));
        var mergedAgain = await own.SendJsonAsync(HttpMethod.Post, PublishingPortal.Records, JsonNode.Parse("""{"delete": [3]}""")!, ("Idempotency-Key", "b"));
        var backAgain = await own.SendJsonAsync(HttpMethod.Post, "/api/v1/datasets/words/rollback", JsonNode.Parse("""{"to": 1, "reason": "thử"}""")!, ("Idempotency-Key", "c"));
        var other = await own.PutAsync(PublishingPortal.First, ("If-Match", "\"v1\""), ("Idempotency-Key", "a"));
        var kept = await own.PutAsync(Second, ("If-Match", "\"v1\""), ("Idempotency-Key", "a"));

        Assert.Equal((201, put.Text, put.Header("ETag"), put.Header("Location")), (putAgain.Status, putAgain.Text, putAgain.Header("ETag"), putAgain.Header("Location")));
        Assert.Equal((201, merged.Text), (mergedAgain.Status, mergedAgain.Text));
        Assert.Equal((200, back.Text), (backAgain.Status, backAgain.Text));
        Assert.Equal((422, "idempotency-mismatch"), (other.Status, other.Code));
        Assert.Equal("true", kept.Header("Idempotency-Replayed"));
        Assert.Equal(3, (await own.Portal.ReadAsync("/api/v1/datasets/words/versions"))["versions"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_job_that_was_cut_off_after_it_had_published_says_that_it_did()
    {
        await using var own = await PublishingPortal.StartAsync(("JobMegabytes", "0"));
        var accepted = await own.PutAsync(Second, ("If-Match", "\"v1\""));
        var address = new Uri(accepted.Header("Location")!).PathAndQuery;
        while ((string?)(await own.AskAsync(address)).Json["state"] != "ended")
            await own.VersionAsync();
        Forget(own, "UPDATE jobs SET state = 'waiting', ended = NULL, rows = 0, status = NULL, result = NULL");
        var job = (await Eventually.ReadAsync(() => own.AskAsync(address), answer => (string?)answer.Json["state"] == "ended")).Json; // the runner may not have let go of it yet

        Assert.Equal(("ended", "published", 201, 2, 3), ((string)job["state"]!, (string)job["outcome"]!, (int)job["status"]!, (int)job["version"]!, (int)job["rows"]!));
    }

    public void Dispose() => folder.Dispose();

    private static void Forget(PublishingPortal own, string sql)
    {
        using var catalog = new CatalogFile(own.Portal.DataDir).Open();
        using var command = new SqliteCommand(sql, catalog);
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    private static byte[] Edition(int edition) => Encoding.UTF8.GetBytes("id,name,price\n" + string.Concat(Enumerable.Range(1, Rows).Select(id => $"{id},lần {edition},{edition}\n")));

    private static async Task CheckAsync(CrashingServer server, int edition)
    {
        var groups = (await server.ReadAsync("/api/v1/datasets/words/aggregate?group_by=name,price&measures=count"))["data"]!.AsArray();
        var group = Assert.Single(groups)!;
        Assert.Equal(($"lần {edition}", edition, Rows), ((string)group["name"]!, (int)group["price"]!, (int)group["count"]!));
    }

    /// <returns>Null where the server was killed before it answered.</returns>
    private async Task<(HttpStatusCode? Status, string? Tag)> PutAsync(CrashingServer server, HttpContent content, int replaced, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/datasets/words/content") { Content = content };
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("If-Match", $"\"v{replaced}\"");
        request.Headers.Add("Idempotency-Key", name);
        try
        {
            using var response = await server.Client.SendAsync(request, Cancel);
            return (response.StatusCode, response.Headers.ETag?.Tag);
        }
        catch (HttpRequestException)
        {
            return default;
        }
    }

    private static async Task KillWhenAsync(CrashingServer server, Func<bool> isNow)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!isNow())
            await tick.WaitForNextTickAsync(Cancel);
        server.Kill();
    }

    private async Task<CrashingServer> StartAsync() => await CrashingServer.StartAsync(folder.At("datasets"), Data);

    private long Staged()
    {
        try
        {
            return new DirectoryInfo(Words).EnumerateFiles("*" + SqliteStagedVersion.StagingEnding).Select(file => file.Length).DefaultIfEmpty(0).Max();
        }
        catch (FileNotFoundException)
        {
            return 0; // it was renamed as it was looked at
        }
    }

    private long Served()
    {
        using var catalog = SqliteSetup.Open(folder.At("data", CatalogFile.Name), SqliteOpenMode.ReadOnly);
        return SqliteSetup.Scalar(catalog, "SELECT served FROM datasets");
    }

    /// <summary>What no version is and nobody works on.</summary>
    private string[] LeftBehind()
    {
        using var ledger = new VersionLedger(Data);
        var kept = ledger.ReadDatasets().Single().Versions.Select(version => Path.GetFileNameWithoutExtension(version.Path) + ".").ToList();
        return
        [
            .. Directory.GetFiles(Words).Select(path => Path.GetFileName(path)).Where(name => !kept.Any(version => name.StartsWith(version, StringComparison.Ordinal))),
            .. Directory.Exists(folder.At("data", ".uploads")) ? Directory.GetFileSystemEntries(folder.At("data", ".uploads")) : [],
        ];
    }

    /// <summary>Content of which the second half is held back until somebody says so.</summary>
    private sealed class HalfContent(byte[] bytes, bool isHalf) : HttpContent
    {
        private readonly TaskCompletionSource goes = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Go() => goes.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), Cancel);
            await stream.FlushAsync(Cancel);
            if (isHalf)
                await goes.Task;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2), Cancel);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
