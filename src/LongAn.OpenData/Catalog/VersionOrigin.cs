namespace LongAn.OpenData.Catalog;

/// <summary>How a version came to be published: who, by which way and why. Said for ever with the version.</summary>
public sealed record VersionOrigin(PublishChannel Channel)
{
    /// <summary>From a folder of datasets, by whoever runs the portal.</summary>
    public static VersionOrigin Folder { get; } = new(PublishChannel.Folder);

    /// <summary>The id of the publisher whose key was used; null where none was.</summary>
    public string? Publisher { get; init; }

    /// <summary>What the publisher calls the key that was used, or the address a harvest read from; null where there is none.</summary>
    public string? Actor { get; init; }

    /// <summary>Why, in the publisher's words; null where nothing was said.</summary>
    public string? Reason { get; init; }
}

/// <summary>The ways into the portal.</summary>
public enum PublishChannel
{
    /// <summary>A folder of datasets, at a start or by <c>import</c>.</summary>
    Folder,

    /// <summary>Sent to the API with a key.</summary>
    Http,

    /// <summary>Read from another address.</summary>
    Harvest,

    /// <summary>By whoever runs the portal, at its command line.</summary>
    Command,

    /// <summary>By the portal itself, of what it knows: its own use.</summary>
    Portal,
}
