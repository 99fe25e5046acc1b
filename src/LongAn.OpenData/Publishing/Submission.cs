using LongAn.OpenData.Catalog;
using LongAn.OpenData.Import;

namespace LongAn.OpenData.Publishing;

/// <summary>Content that somebody wants to be the next version of a dataset.</summary>
/// <param name="Folder">Where the descriptor's data file lies.</param>
public sealed record Submission(string Folder, DatasetDescriptor Descriptor, VersionOrigin Origin)
{
    /// <summary>Do all but publish.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Names what asked for it, so that who asks again can be told what came of it; null where nobody may.</summary>
    public string? Request { get; init; }

    /// <summary>What is found of it; begun already where its file was looked at before.</summary>
    public ImportReport Report { get; init; } = new(Descriptor.Id);

    /// <summary>Its fields may change in a way that breaks who uses the dataset. Whoever runs the portal may do so without a word; publishers have to say it.</summary>
    public bool AllowsBreaking { get; init; } = true;
}

/// <summary>What became of a submission.</summary>
public enum PublishOutcome
{
    /// <summary>The content and its description are those already served.</summary>
    Unchanged,

    /// <summary>The content is known; what is said about it, or which version is served, has changed.</summary>
    Described,

    /// <summary>A new version is served.</summary>
    Published,

    /// <summary>The report says why; what was served before is still served.</summary>
    Rejected,

    /// <summary>It would have been published; it was only tried.</summary>
    Sound,
}

/// <summary>One submission, and what became of it.</summary>
/// <param name="Version">The version now served; null where there is none.</param>
public sealed record PublishResult(string Dataset, PublishOutcome Outcome, DatasetVersion? Version, ImportReport Report);
