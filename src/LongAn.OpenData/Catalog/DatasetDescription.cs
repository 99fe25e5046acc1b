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

    /// <summary>Its records are figures worth showing first; null where this is not said.</summary>
    public KeyFigures? KeyFigures { get; init; }
}

/// <summary>Who answers for a dataset.</summary>
public sealed record Publisher(string Id, LocalizedText Title, string? Url);

/// <param name="Name">As SPDX calls it, where it does.</param>
public sealed record Licence(string Name, string? Title, string Url)
{
    /// <summary>Licences for open data that go by their names alone.</summary>
    public static IReadOnlyList<Licence> Open { get; } =
    [
        new("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        new("CC0-1.0", "Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        new("CC-BY-SA-4.0", "Creative Commons Attribution Share-Alike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        new("ODC-By-1.0", "Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
        new("ODbL-1.0", "Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
        new("PDDL-1.0", "Open Data Commons Public Domain Dedication and License 1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    ];

    /// <param name="text">A name of <see cref="Open"/>, or the address of any licence.</param>
    /// <returns>Null where it is neither.</returns>
    public static Licence? Find(string text) =>
        Open.FirstOrDefault(licence => string.Equals(licence.Name, text, StringComparison.OrdinalIgnoreCase) || licence.Url == text)
        ?? (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? new Licence(address.AbsoluteUri, null, address.AbsoluteUri) : null);
}

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
