namespace LongAn.OpenData.Import;

/// <summary>What a sender says of how a file is written; what is null is found by its content.</summary>
/// <param name="Sheet">Of a workbook; the first where it is null.</param>
public sealed record StatedForm(string? Encoding, char? Delimiter, string? Sheet)
{
    public static readonly StatedForm None = new(null, null, null);
}
