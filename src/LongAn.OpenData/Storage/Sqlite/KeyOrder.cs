using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>Watches whether records arrive in strictly increasing primary key order; then they need no sorting and no key can occur twice.</summary>
internal sealed class KeyOrder
{
    private readonly int[] partOfField;
    private readonly KeyPart[] parts;

    public KeyOrder(TableSchema schema)
    {
        partOfField = [.. Enumerable.Repeat(-1, schema.Fields.Count)];
        parts = [.. schema.PrimaryKey.Select(_ => new KeyPart())];
        for (var i = 0; i < parts.Length; i++)
            partOfField[schema.PositionOf(schema.PrimaryKey[i])] = i;
    }

    /// <summary>True as well where there is no key: file order is then the order.</summary>
    public bool IsIncreasing { get; private set; } = true;

    public void Set(int position, in ParsedValue value)
    {
        if (IsIncreasing && partOfField[position] is >= 0 and var part)
            parts[part].Set(value);
    }

    public void EndRecord()
    {
        if (!IsIncreasing || parts.Length == 0)
            return;

        var comparison = 0;
        foreach (var part in parts)
        {
            if (comparison == 0)
                comparison = part.Compare();
            part.Advance();
        }

        IsIncreasing = comparison > 0;
    }

    /// <summary>One field's value in this record and in the last one, compared as SQLite does: numbers by size, text by bytes.</summary>
    private sealed class KeyPart
    {
        private byte[] text = new byte[64];
        private int length;
        private double real;
        private long integer;
        private byte[] lastText = new byte[64];
        private int lastLength = -1;
        private double lastReal;
        private long lastInteger;

        public void Set(in ParsedValue value)
        {
            (integer, real, length) = (value.Integer, value.Real, value.Text.Length);
            if (length > text.Length)
                text = new byte[length * 2];
            value.Text.CopyTo(text);
        }

        public int Compare()
        {
            if (lastLength < 0)
                return 1;
            if (integer != lastInteger)
                return integer.CompareTo(lastInteger);
            return real != lastReal ? real.CompareTo(lastReal) : text.AsSpan(0, length).SequenceCompareTo(lastText.AsSpan(0, lastLength));
        }

        public void Advance()
        {
            (text, lastText) = (lastText, text);
            (lastLength, lastReal, lastInteger) = (length, real, integer);
        }
    }
}
