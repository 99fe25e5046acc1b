using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;

namespace LongAn.OpenData.Publishing.Feedback;

/// <summary>What readers have reported, in the catalog's file.</summary>
public sealed class FeedbackBook(CatalogFile file)
{
    private const string Columns = "number, dataset, category, record, version, message, contact, created, state, changed, answer, answered, listed";

    /// <param name="ticket">Reads it later on.</param>
    /// <returns>With its number.</returns>
    public FeedbackEntry Add(FeedbackEntry entry, string ticket)
    {
        using var connection = file.Open();
        var number = connection.ExecuteScalar<long>("""
            INSERT INTO feedback (dataset, category, record, version, message, contact, ticket, created, state, changed)
            VALUES (@Dataset, @category, @Record, @Version, @Message, @Contact, @ticket, @created, @state, @changed) RETURNING number
            """, new
        {
            entry.Dataset,
            category = entry.Category.Name,
            entry.Record,
            entry.Version,
            entry.Message,
            entry.Contact,
            ticket = FeedbackTicket.Digest(ticket),
            created = CatalogFile.ToText(entry.Created),
            state = entry.State.Name,
            changed = CatalogFile.ToText(entry.Changed),
        });
        return entry with { Number = number };
    }

    public FeedbackEntry? Find(string dataset, long number)
    {
        using var connection = file.Open();
        return Find(connection, dataset, number);
    }

    /// <summary>It is the ticket that was given for this report.</summary>
    public bool IsTicket(long number, string ticket)
    {
        using var connection = file.Open();
        return connection.ExecuteScalar<byte[]?>("SELECT ticket FROM feedback WHERE number = @number", new { number }) is { } kept && CryptographicOperations.FixedTimeEquals(kept, FeedbackTicket.Digest(ticket));
    }

    /// <summary>What everybody may read of a dataset, the newest first.</summary>
    /// <param name="before">Only reports older than this one; null to begin at the newest.</param>
    public IReadOnlyList<FeedbackEntry> ReadPublic(string dataset, long? before, int limit)
    {
        using var connection = file.Open();
        return [.. connection.Query<FeedbackRow>(
            $"SELECT {Columns} FROM feedback WHERE dataset = @dataset AND state = @answered AND listed = 1 AND number < @before ORDER BY number DESC LIMIT @limit",
            new { dataset, answered = FeedbackState.Answered.Name, before = before ?? long.MaxValue, limit }).Select(row => row.ToEntry())];
    }

    /// <summary>All that was reported of some datasets, the newest first.</summary>
    /// <param name="state">Null for any.</param>
    /// <inheritdoc cref="ReadPublic" path="/param"/>
    public IReadOnlyList<FeedbackEntry> Read(IReadOnlyCollection<string> datasets, FeedbackState? state, long? before, int limit)
    {
        using var connection = file.Open();
        return [.. connection.Query<FeedbackRow>(
            $"SELECT {Columns} FROM feedback WHERE dataset IN @datasets AND (@state IS NULL OR state = @state) AND number < @before ORDER BY number DESC LIMIT @limit",
            new { datasets, state = state?.Name, before = before ?? long.MaxValue, limit }).Select(row => row.ToEntry())];
    }

    /// <returns>As it is now; null where there is no such report of this dataset.</returns>
    public FeedbackEntry? Change(string dataset, long number, FeedbackChange change, DateTimeOffset at)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        if (Find(connection, dataset, number, transaction) is not { } entry)
            return null;

        var changed = entry with { State = change.State ?? entry.State, Answer = change.Answer ?? entry.Answer, IsListed = change.IsListed ?? entry.IsListed };
        if (changed == entry)
            return entry;

        changed = changed with { Changed = at, Answered = changed.State == FeedbackState.Answered ? entry.Answered ?? at : null };
        connection.Execute("UPDATE feedback SET state = @state, changed = @changed, answer = @Answer, answered = @answered, listed = @IsListed WHERE number = @Number", new
        {
            state = changed.State.Name,
            changed = CatalogFile.ToText(changed.Changed),
            changed.Answer,
            answered = changed.Answered is { } moment ? CatalogFile.ToText(moment) : null,
            changed.IsListed,
            changed.Number,
        }, transaction);
        transaction.Commit();
        return changed;
    }

    /// <summary>Forgets how readers may be reached whose reports were answered before a moment; what they reported stays.</summary>
    /// <returns>How many were forgotten.</returns>
    public int ForgetContacts(DateTimeOffset before)
    {
        using var connection = file.Open();
        return connection.Execute("UPDATE feedback SET contact = NULL WHERE contact IS NOT NULL AND answered < @before", new { before = CatalogFile.ToText(before) });
    }

    private static FeedbackEntry? Find(SqliteConnection connection, string dataset, long number, SqliteTransaction? transaction = null) =>
        connection.QuerySingleOrDefault<FeedbackRow>($"SELECT {Columns} FROM feedback WHERE dataset = @dataset AND number = @number", new { dataset, number }, transaction)?.ToEntry();

    private sealed record FeedbackRow(
        long Number, string Dataset, string Category, string? Record, long Version, string Message, string? Contact, string Created, string State, string Changed, string? Answer, string? Answered, long Listed)
    {
        public FeedbackEntry ToEntry() => new(Dataset, FeedbackCategory.Find(Category)!, Message, CatalogFile.ToInstant(Created))
        {
            Number = Number,
            Record = Record,
            Version = (int)Version,
            Contact = Contact,
            State = FeedbackState.Find(State)!,
            Changed = CatalogFile.ToInstant(Changed),
            Answer = Answer,
            Answered = Answered is null ? null : CatalogFile.ToInstant(Answered),
            IsListed = Listed == 1,
        };
    }
}
