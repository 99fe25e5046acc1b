namespace LongAn.OpenData.Exports;

/// <summary>What proves that an export is complete.</summary>
/// <param name="Bytes">As they are sent, so in the export's encoding.</param>
/// <param name="Sha256">Of those bytes, 64 hex digits.</param>
/// <param name="Made">When, UTC; null where the bytes were counted and not kept.</param>
public sealed record ExportFacts(long Rows, long Bytes, string Sha256, DateTimeOffset? Made);
