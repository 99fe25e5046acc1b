namespace LongAn.OpenData.Publishing.Keys;

/// <summary>A key of a publisher, without its secret, which nobody keeps.</summary>
/// <param name="Id">Public: it names the key in lists and in the log.</param>
/// <param name="Publisher">The id of whose datasets it is for.</param>
/// <param name="Name">What the publisher calls it.</param>
public sealed record ApiKey(string Id, string Publisher, string Name, IReadOnlyList<KeyScope> Scopes, DateTimeOffset Created)
{
    /// <summary>The ids of the datasets it is for; null for all of the publisher's.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>Null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Null where it was not.</summary>
    public DateTimeOffset? Revoked { get; init; }

    /// <summary>The last day it was used, UTC; null for never.</summary>
    public DateOnly? LastUsed { get; init; }

    public KeyState StateAt(DateTimeOffset moment) =>
        Revoked is not null ? KeyState.Revoked : Expires <= moment ? KeyState.Expired : KeyState.Valid;

    public bool IsFor(string dataset) => Datasets is null || Datasets.Contains(dataset);
}

/// <summary>Whether a key may be used.</summary>
public enum KeyState
{
    Valid,
    Expired,
    Revoked,
}
