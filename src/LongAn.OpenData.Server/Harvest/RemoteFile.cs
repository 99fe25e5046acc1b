namespace LongAn.OpenData.Server.Harvest;

/// <summary>A file that was read from elsewhere.</summary>
/// <param name="Path">Where it lies now.</param>
/// <param name="Name">As the other side calls it.</param>
/// <param name="ETag">Its validators, as the other side wrote them; null where it gave none.</param>
internal sealed record RemoteFile(string Path, string Name, string? ETag, string? LastModified);
