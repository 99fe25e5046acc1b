using Dapper;

namespace LongAn.OpenData.Publishing.Log;

/// <summary>Every write that was tried, refused ones too. It only grows: the database itself refuses to change or remove an entry.</summary>
public sealed class PublishLog(CatalogFile file)
{
    public void Append(LogEntry entry)
    {
        using var connection = file.Open();
        connection.Execute("""
            INSERT INTO publish_log (at, action, status, outcome, request, publisher, owner, key_id, key_name, dataset, version, remote, reason, job)
            VALUES (@at, @Action, @Status, @Outcome, @Request, @Publisher, @Owner, @KeyId, @KeyName, @Dataset, @Version, @Remote, @Reason, @Job)
            """, new
        {
            at = CatalogFile.ToText(entry.At),
            entry.Action,
            entry.Status,
            entry.Outcome,
            entry.Request,
            entry.Publisher,
            entry.Owner,
            entry.KeyId,
            entry.KeyName,
            entry.Dataset,
            entry.Version,
            entry.Remote,
            entry.Reason,
            entry.Job,
        });
    }

    /// <summary>What a publisher did, and what others tried with its datasets; the newest first.</summary>
    /// <param name="before">Only entries older than this one; null to begin at the newest.</param>
    public IReadOnlyList<LogEntry> Read(string publisher, long? before, int limit)
    {
        using var connection = file.Open();
        return [.. connection.Query<LogRow>("""
            SELECT number, at, action, status, outcome, request, publisher, owner, key_id AS KeyId, key_name AS KeyName, dataset, version, remote, reason, job
            FROM publish_log WHERE (publisher = @publisher OR owner = @publisher) AND number < @before ORDER BY number DESC LIMIT @limit
            """, new { publisher, before = before ?? long.MaxValue, limit }).Select(row => row.ToEntry())];
    }

    private sealed record LogRow(
        long Number, string At, string Action, long Status, string Outcome, string Request, string? Publisher, string? Owner, string? KeyId, string? KeyName, string? Dataset,
        long? Version, string? Remote, string? Reason, string? Job)
    {
        public LogEntry ToEntry() => new(CatalogFile.ToInstant(At), Action, (int)Status, Outcome, Request)
        {
            Number = Number,
            Publisher = Publisher,
            Owner = Owner,
            KeyId = KeyId,
            KeyName = KeyName,
            Dataset = Dataset,
            Version = (int?)Version,
            Remote = Remote,
            Reason = Reason,
            Job = Job,
        };
    }
}
