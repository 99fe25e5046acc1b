using System.IO.Hashing;
using System.Text;
using LongAn.OpenData.Import.Sources;

namespace LongAn.OpenData.Import.Inference;

/// <summary>All that is known of a column when every row of the file has been seen.</summary>
internal sealed class ColumnFacts(string title)
{
    private const int MostHashes = 2_000_000;
    private static readonly HashSet<string> MissingWords = ["null", "NULL", "NA", "N/A", "n/a", "#N/A", "-", "--", "…", "...", "NaN", "nan", "không có"];
    private HashSet<ulong>? hashes = [];

    /// <summary>As the file has it; a field's name where it is JSON.</summary>
    public string Title => title;

    public Shape Shapes { get; private set; } = Shape.All;

    public long Values { get; private set; }

    public long Empty { get; private set; }

    /// <summary>Words that stand for no value, if the others are of a type.</summary>
    public HashSet<string> Missing { get; } = [];

    public long MissingCount { get; private set; }

    public bool HasPercent { get; private set; }

    public bool AllPercent { get; private set; } = true;

    public bool HasLeadingZero { get; private set; }

    /// <summary>Four decimals or more of which some end in zero, as 1.000650: a code, or a measured number.</summary>
    public bool HasTrailingZero { get; private set; }

    public int MostDigits { get; private set; }

    public bool HasPoint { get; private set; }

    public bool HasComma { get; private set; }

    public char DateSeparator { get; private set; }

    public HashSet<string> Words { get; } = [];

    /// <summary>The file's own types say what it is: JSON has numbers and objects.</summary>
    public CellKind? Structured { get; private set; }

    public char? StructureStart { get; private set; }

    /// <summary>Every row has a value and no two have the same.</summary>
    public bool IsUnique => hashes is not null && Values > 0 && Empty + MissingCount == 0;

    public void Add(ReadOnlySpan<byte> cell, CellKind kind)
    {
        if (kind == CellKind.Null || cell.IsEmpty)
        {
            Empty++;
            return;
        }

        var value = Encoding.UTF8.GetString(cell.Length > 200 ? cell[..200] : cell).Trim();
        if (value.Length == 0)
        {
            Empty++;
            return;
        }

        if (MissingWords.Contains(value))
        {
            Missing.Add(value);
            MissingCount++;
            return;
        }

        Values++;
        if (hashes is not null && (!hashes.Add(XxHash3.HashToUInt64(cell)) || hashes.Count > MostHashes))
            hashes = null;
        if (kind == CellKind.Typed && value[0] is '{' or '[')
            StructureStart = StructureStart is null || StructureStart == value[0] ? value[0] : '?';
        Watch(value);
    }

    private void Watch(string value)
    {
        var isPercent = value[^1] == '%';
        HasPercent |= isPercent;
        AllPercent &= isPercent;
        if (isPercent)
            value = value[..^1].TrimEnd();
        if (Shapes != Shape.None && value.Length > 0)
            Shapes &= Inference.Shapes.Of(value);
        if (Words.Count <= 10)
            Words.Add(value);
        if (value.Length == 0 || value.Length > 40)
            return;

        var digits = value.Count(char.IsAsciiDigit);
        MostDigits = Math.Max(MostDigits, digits);
        HasLeadingZero |= value.Length > 1 && value[0] == '0' && char.IsAsciiDigit(value[1]);
        var point = value.IndexOf('.', StringComparison.Ordinal);
        HasPoint |= point >= 0;
        HasComma |= value.Contains(',', StringComparison.Ordinal);
        HasTrailingZero |= point >= 0 && value.Length - point > 4 && value[^1] == '0';
        if (DateSeparator == '\0')
            DateSeparator = value.FirstOrDefault(letter => letter is '/' or '-' or '.');
    }
}
