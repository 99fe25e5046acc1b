using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Map;

/// <summary>A record and where it is, in degrees (WGS 84); of a shape, the middle of its box.</summary>
/// <param name="Path">Of the record's own page, without the portal's prefix; null where it has no key.</param>
/// <param name="Longitude">Null where the record has no place.</param>
public sealed record MapRecord(LocalizedText Label, string? Path, double? Longitude, double? Latitude);

/// <summary>Some records of a map, and the cursors of those before and behind.</summary>
public sealed record MapList(IReadOnlyList<MapRecord> Records, string? Previous, string? Next);
