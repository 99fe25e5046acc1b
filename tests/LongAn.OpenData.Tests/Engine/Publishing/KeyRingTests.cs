using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Publishing.Log;
using LongAn.OpenData.Storage.Sqlite;
using LongAn.OpenData.Tests.Support;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Tests.Engine.Publishing;

public sealed class KeyRingTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);
    private readonly TempFolder folder = new();
    private readonly ManualClock clock = new(Start);
    private readonly CatalogFile file;
    private readonly KeyRing keys;

    public KeyRingTests()
    {
        SqliteSetup.Configure();
        file = new CatalogFile(folder.Path);
        keys = new KeyRing(file, clock);
    }

    [Fact]
    public void A_key_is_found_by_its_text_alone()
    {
        var (key, text) = Issue();

        Assert.Matches("^lak_[0-9a-z]{10}_[0-9A-Za-z]{43}$", text);
        Assert.Equivalent(key, keys.Find(text), strict: true);
        Assert.Null(keys.Find(text[..^1] + (text[^1] == 'a' ? 'b' : 'a')));
        Assert.Null(keys.Find(Issue().Text[..14] + text[14..]));
        Assert.Null(keys.Find(""));
        Assert.Null(keys.Find("lak__"));
    }

    [Fact]
    public void The_secret_is_not_in_the_file()
    {
        var secret = Issue().Text.Split('_')[2];

        SqliteConnection.ClearAllPools();
        Assert.All(Directory.EnumerateFiles(folder.Path), path => Assert.DoesNotContain(secret, File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_ends_at_the_moment_it_says_and_when_it_is_revoked()
    {
        var (key, text) = keys.Issue("so-khdt", "Máy chủ", KeyScope.Usual, ["a", "b"], Start.AddDays(1));

        Assert.Equal(KeyState.Valid, key.StateAt(Start.AddDays(1).AddTicks(-1)));
        Assert.Equal(KeyState.Expired, key.StateAt(Start.AddDays(1)));
        Assert.True(keys.Revoke(key.Id));
        Assert.False(keys.Revoke(key.Id));
        Assert.Equal(KeyState.Revoked, keys.Find(text)!.StateAt(Start));
        Assert.True(key.IsFor("a"));
        Assert.False(key.IsFor("c"));
    }

    [Fact]
    public void The_last_day_a_key_was_used_is_kept()
    {
        var (key, text) = Issue();
        keys.MarkUsed(key);
        Assert.Equal(new DateOnly(2026, 11, 25), keys.Find(text)!.LastUsed);

        clock.Advance(TimeSpan.FromDays(2));
        keys.MarkUsed(keys.Find(text)!);
        Assert.Equal(new DateOnly(2026, 11, 27), keys.Find(text)!.LastUsed);
    }

    [Fact]
    public void The_log_cannot_be_changed_and_is_read_by_whom_it_concerns()
    {
        var log = new PublishLog(file);
        log.Append(new LogEntry(Start, "PutContent", 201, "published", "1") { Publisher = "a", Owner = "a", Dataset = "x", Version = 3, Remote = "192.0.2.1", Reason = "Sửa lỗi" });
        log.Append(new LogEntry(Start, "PutContent", 403, "other-publisher", "2") { Publisher = "b", Owner = "a" });
        log.Append(new LogEntry(Start, "PutContent", 401, "key-unknown", "3") { Owner = "c" });

        using (var connection = file.Open())
        {
            foreach (var change in new[] { "UPDATE publish_log SET status = 200", "DELETE FROM publish_log WHERE number = 1" })
            {
                using var command = new SqliteCommand(change, connection);
                Assert.Contains("only appended", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(["2", "1"], log.Read("a", before: null, 10).Select(entry => entry.Request));
        Assert.Equal(["1"], log.Read("a", before: 2, 10).Select(entry => entry.Request));
        Assert.Equal(["2"], log.Read("b", before: null, 10).Select(entry => entry.Request));
        Assert.Equal(new LogEntry(Start, "PutContent", 201, "published", "1") { Number = 1, Publisher = "a", Owner = "a", Dataset = "x", Version = 3, Remote = "192.0.2.1", Reason = "Sửa lỗi" }, log.Read("a", before: 2, 1).Single());
    }

    public void Dispose() => folder.Dispose();

    private (ApiKey Key, string Text) Issue() => keys.Issue("so-khdt", "Máy chủ", KeyScope.Usual, datasets: null, expires: null);
}
