namespace LongAn.OpenData.Publishing.Log;

/// <summary>One write that was tried: who, what, when, from where, and what became of it.</summary>
/// <param name="Action">The operation's name in the API, such as <c>PutContent</c>.</param>
/// <param name="Status">The HTTP status it was answered with.</param>
/// <param name="Outcome">What became of it: <c>published</c>, <c>unchanged</c>, ..., or the code of the problem.</param>
/// <param name="Request">Names the request in answers (<c>trace_id</c>) and in the server's own log; <see cref="ByCommand"/> for what was done at the command line, <see cref="ByPolicy"/> for versions that were no longer to be kept.</param>
public sealed record LogEntry(DateTimeOffset At, string Action, int Status, string Outcome, string Request)
{
    public const string ByCommand = "command";
    public const string ByPolicy = "retention";

    /// <summary>Its place in the log, from 1; entries are never removed.</summary>
    public long Number { get; init; }

    /// <summary>Whose key was used; null where it was no key.</summary>
    public string? Publisher { get; init; }

    /// <summary>The publisher of the dataset that was to be written; null where there is no such dataset.</summary>
    public string? Owner { get; init; }

    public string? KeyId { get; init; }

    /// <summary>What the publisher calls the key; at the command line, who said to have done it.</summary>
    public string? KeyName { get; init; }

    public string? Dataset { get; init; }

    /// <summary>The version that was made, or is served; null where nothing was published.</summary>
    public int? Version { get; init; }

    /// <summary>The address it came from; behind proxies that are known, the one they say.</summary>
    public string? Remote { get; init; }

    public string? Reason { get; init; }

    /// <summary>The job that does the work; null where it was done at once.</summary>
    public string? Job { get; init; }

    /// <summary>A version that is no longer kept.</summary>
    public static LogEntry Removed(string dataset, int version, string owner, DateTimeOffset now, string by) =>
        new(now, "RemoveVersion", 200, "removed", by) { Owner = owner, Dataset = dataset, Version = version };
}
