using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Groups;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>A number of records for each combination of the codes that a grouping's fields have: of one field, for each code.</summary>
internal sealed class CodedCells
{
    private static readonly Field Records = new("count", FieldType.Integer);

    private readonly Field[] fields;
    private readonly int[] sizes;
    private readonly int[] counts;
    private readonly int[] cellOf = new int[CodeIndex.BlockRecords];

    private CodedCells(Field[] fields, int[] sizes, int cells)
    {
        this.fields = fields;
        this.sizes = sizes;
        counts = new int[cells];
    }

    /// <param name="grouping">All its keys are of fields that have codes.</param>
    /// <returns>Null where there are more combinations than that.</returns>
    public static CodedCells? Of(Grouping grouping, SqliteReader index, int mostCells)
    {
        Field[] fields = [.. grouping.Keys.Select(key => key.Source).Distinct()];
        int[] sizes = [.. fields.Select(field => (int)index.Count(new SqlStatement($"SELECT MAX({RecordsSql.Row}) + 1 FROM {CodeIndex.ValuesOf(field)}", [])))];
        var cells = sizes.Aggregate(1L, (all, size) => Math.Min(all * size, mostCells + 1L));
        return cells > mostCells ? null : new CodedCells(fields, sizes, (int)cells);
    }

    /// <param name="selected">The places of records in the block.</param>
    public void Count(CodeBlocks blocks, ReadOnlySpan<int> selected)
    {
        if (fields.Length == 0)
        {
            counts[0] += selected.Length;
            return;
        }

        var first = blocks.CodesOf(fields[0]);
        if (fields.Length == 1)
        {
            foreach (var place in selected)
                counts[first[place]]++;
            return;
        }

        for (var i = 0; i < selected.Length; i++)
            cellOf[i] = first[selected[i]];
        for (var field = 1; field < fields.Length; field++)
        {
            var codes = blocks.CodesOf(fields[field]);
            for (var i = 0; i < selected.Length; i++)
                cellOf[i] = (cellOf[i] * sizes[field]) + codes[selected[i]];
        }

        foreach (var cell in cellOf.AsSpan(0, selected.Length))
            counts[cell]++;
    }

    /// <summary>What the records of <see cref="Read"/> are to a <see cref="Grouper"/>.</summary>
    public GroupsStatement ToStatement(int grouping) =>
        new(new SqlStatement("", []), [.. fields, Records], [.. fields.Select(_ => true), false], [grouping], IsCounted: true);

    /// <summary>Each combination of values that there is, and behind it its number of records.</summary>
    public RecordSet Read(SqliteReader index) => new CellRecordSet(this, index);

    private sealed class CellRecordSet(CodedCells cells, SqliteReader index) : RecordSet([.. cells.fields, Records])
    {
        private readonly object?[][] values = [.. cells.fields.Select(field => ValuesOf(field, index))];
        private readonly int[] codes = new int[cells.fields.Length];
        private int cell = -1;

        public override bool Read()
        {
            do
                cell++;
            while (cell < cells.counts.Length && cells.counts[cell] == 0);
            if (cell == cells.counts.Length)
                return false;

            var rest = cell;
            for (var field = codes.Length - 1; field >= 0; field--)
                (rest, codes[field]) = Math.DivRem(rest, cells.sizes[field]);
            return true;
        }

        public override bool IsNull(int position) => position < codes.Length && codes[position] == 0;

        public override long GetInteger(int position) => position < codes.Length ? (long)Value(position) : cells.counts[cell];

        public override double GetReal(int position) => (double)Value(position);

        public override ReadOnlySpan<byte> GetText(int position) => (byte[])Value(position);

        private object Value(int position) => values[position][codes[position]]!;

        private static object?[] ValuesOf(Field field, SqliteReader index) => [.. index.Ask<object?>(
            new SqlStatement($"SELECT {RecordsSql.Quote(field.Name)} FROM {CodeIndex.ValuesOf(field)} ORDER BY {RecordsSql.Row}", []),
            row => row.IsNull(0) ? null : field.Type.Kind switch
            {
                ValueKind.Integer or ValueKind.Boolean => row.GetInteger(0),
                ValueKind.Real => row.GetReal(0),
                _ => row.GetText(0).ToArray(),
            })];
    }
}
