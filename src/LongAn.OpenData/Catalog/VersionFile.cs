namespace LongAn.OpenData.Catalog;

/// <summary>One of the files that a version is, as it was when it was published: it never changes.</summary>
/// <param name="Name">In the dataset's folder of the data folder.</param>
/// <param name="Sha256">Hex.</param>
public sealed record VersionFile(string Name, long Bytes, string Sha256);
