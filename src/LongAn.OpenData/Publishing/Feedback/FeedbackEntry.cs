namespace LongAn.OpenData.Publishing.Feedback;

/// <summary>What a reader has reported of a dataset, and what its publisher did about it. No address is kept of who wrote it.</summary>
/// <param name="Message">As it was written: plain text, whatever it looks like.</param>
public sealed record FeedbackEntry(string Dataset, FeedbackCategory Category, string Message, DateTimeOffset Created)
{
    /// <summary>Its place among all that was reported, from 1.</summary>
    public long Number { get; init; }

    /// <summary>The key of the record that is meant, as it stands in the record's address; null for the dataset as a whole.</summary>
    public string? Record { get; init; }

    /// <summary>The version that was served then.</summary>
    public required int Version { get; init; }

    /// <summary>How the reader may be reached: for the publisher alone. Null where nothing was said.</summary>
    public string? Contact { get; init; }

    public FeedbackState State { get; init; } = FeedbackState.Received;

    /// <summary>When its publisher last did something about it; when it came, before that.</summary>
    public required DateTimeOffset Changed { get; init; }

    public string? Answer { get; init; }

    /// <summary>When it was answered; null before.</summary>
    public DateTimeOffset? Answered { get; init; }

    /// <summary>Everybody may read it once it is answered; false where its publisher keeps it back, such as for what it says of people.</summary>
    public bool IsListed { get; init; } = true;

    public bool IsPublic => IsListed && State == FeedbackState.Answered;
}

/// <summary>What a publisher does about a report; null leaves a thing as it is.</summary>
public sealed record FeedbackChange(FeedbackState? State, string? Answer, bool? IsListed);
