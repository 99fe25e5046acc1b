namespace LongAn.OpenData.Catalog;

/// <summary>Somebody wants a version kept whatever the policy says: because it was cited, or is proof of something.</summary>
/// <param name="Publisher">Whose key said so; null for whoever runs the portal.</param>
/// <param name="Actor">What the key is called, or who said so at the command line; null where nothing was said.</param>
public sealed record VersionHold(DateTimeOffset At, string Reason, string? Publisher, string? Actor);
