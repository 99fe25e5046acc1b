using LongAn.OpenData.Text;

namespace LongAn.OpenData.Catalog;

/// <summary>What a dataset says of itself beside its fields.</summary>
public sealed record DatasetDescription(string Id)
{
    public LocalizedText Title { get; init; } = LocalizedText.Empty;

    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public required Publisher Publisher { get; init; }

    public required IReadOnlyList<Licence> Licences { get; init; }

    public IReadOnlyList<Source> Sources { get; init; } = [];

    public required Provenance Provenance { get; init; }

    public IReadOnlyList<Theme> Themes { get; init; } = [];

    public Frequency? Frequency { get; init; }

    public Coverage? Coverage { get; init; }

    /// <summary>The day somebody last compared the data with its sources.</summary>
    public DateOnly? Checked { get; init; }
}

/// <summary>Who answers for a dataset.</summary>
public sealed record Publisher(string Id, LocalizedText Title, string? Url);

public sealed record Licence(string Name, string? Title, string Url);

/// <summary>Where facts come from.</summary>
public sealed record Source(string Title, string? Url);

/// <summary>The time and place a dataset speaks of; days inclusive.</summary>
public sealed record Coverage(DateOnly? From, DateOnly? To, LocalizedText? Place);

/// <summary>How the records came to be.</summary>
public enum Provenance
{
    /// <summary>Published by the authority that keeps them.</summary>
    Official,

    /// <summary>Facts gathered from named sources.</summary>
    Compiled,

    /// <summary>Generated; no record is of a real person, enterprise or event.</summary>
    Synthetic,
}
