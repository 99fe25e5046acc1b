namespace LongAn.OpenData.Import.Sources;

/// <summary>Bytes that are not text in the encoding the file says it has; becomes a problem that names the offset.</summary>
public sealed class UndecodableBytesException(long offset, string encoding) : IOException($"The bytes at offset {offset} are not {encoding}.")
{
    /// <summary>From the start of the (decompressed) file, in bytes.</summary>
    public long Offset { get; } = offset;

    public string Encoding { get; } = encoding;
}
