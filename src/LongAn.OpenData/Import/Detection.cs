namespace LongAn.OpenData.Import;

/// <summary>How a data file was found to be.</summary>
/// <param name="Format">As <see cref="Catalog.DataFormat"/> names it.</param>
/// <param name="Encoding">Null where the format has its own.</param>
/// <param name="Delimiter">Null where the format has none.</param>
/// <param name="HeaderRow">The line of the header, from 1; null where there is none.</param>
/// <param name="Sheet">Of a workbook.</param>
public sealed record Detection(string Format, string? Encoding, bool HasByteOrderMark, char? Delimiter, int? HeaderRow, string? Sheet)
{
    /// <summary>Null for a backslash-free file; the character before a quote inside a cell.</summary>
    public char? EscapeChar { get; init; }

    /// <summary>Null where nothing says that cells are quoted.</summary>
    public char? QuoteChar { get; init; }

    public char? CommentChar { get; init; }

    /// <summary>The whole file is gzipped.</summary>
    public bool IsGzip { get; init; }

    /// <summary>Spaces stand behind delimiters and are not of the cells.</summary>
    public bool SkipInitialSpace { get; init; }
}
