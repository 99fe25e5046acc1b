using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Publishing.Feedback;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Server.Hosting.Feedback;

/// <summary>Takes what readers report, wherever they write it: the API and the pages check and count it here.</summary>
internal sealed class FeedbackDesk(FeedbackBook book, FeedbackLimits limits, SqliteRecordStore store, TimeProvider clock)
{
    /// <summary>Checks a form, counts it against the limit of its sender, and keeps it; what is wrong costs nothing of the limit.</summary>
    /// <param name="http">Gets the headers that say how much may still be sent.</param>
    public async Task<FeedbackReceipt> TakeAsync(HttpContext http, Dataset dataset, FeedbackForm form, CancellationToken cancel)
    {
        var problems = form.Check().ToList();
        var record = FeedbackForm.Clean(form.Record);
        if (problems.Count == 0 && record is not null && await FindAsync(dataset, record, cancel) is { } missing)
            problems.Add(missing);
        if (problems.Count == 0 && limits.IsOneTooMany(http) is { } tooMany)
            problems.Add(tooMany);
        if (problems.Count > 0)
            return new FeedbackReceipt(null, null, problems);

        var (now, ticket) = (clock.GetUtcNow(), FeedbackTicket.Make());
        var entry = new FeedbackEntry(dataset.Id, FeedbackCategory.Find(form.Category)!, FeedbackForm.Clean(form.Message)!, now)
        {
            Version = dataset.Current.Number,
            Changed = now,
            Record = record,
            Contact = FeedbackForm.Clean(form.Contact),
        };
        return new FeedbackReceipt(book.Add(entry, ticket), ticket, []);
    }

    /// <returns>Null where the version that is served has a record of this key.</returns>
    private async Task<Problem?> FindAsync(Dataset dataset, string key, CancellationToken cancel)
    {
        if (!RecordsPlanner.TryPlanRecord(new RecordsRequest([]), [.. key.Split(',').Select(Uri.UnescapeDataString)], dataset, out var plan, out var problems))
            return problems[0] with { Parameter = "record" };

        using var records = await store.OpenAsync(plan, extra: 0, cancel);
        return records.Read() ? null : new Problem(ProblemCode.FeedbackInvalid, ProblemMessages.UnknownRecord(dataset, key).Message.Vi, ProblemMessages.UnknownRecord(dataset, key).Message.In("en")) { Parameter = "record" };
    }
}

/// <summary>What became of a form.</summary>
/// <param name="Entry">What is kept; null where something is wrong.</param>
/// <param name="Ticket">Reads it later on; told once, to whoever sent the form.</param>
/// <param name="Problems">All that is wrong with it; 429 where its sender has sent too much.</param>
internal sealed record FeedbackReceipt(FeedbackEntry? Entry, string? Ticket, IReadOnlyList<Problem> Problems);
