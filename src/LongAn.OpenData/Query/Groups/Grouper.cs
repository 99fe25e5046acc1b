using System.Runtime.InteropServices;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Groups;

/// <summary>
/// Puts records into groups as they go by. SQLite's own GROUP BY sorts all records where no index has them in order; a hash table here
/// needs no sorting, lets one pass serve several groupings, and knows no overflow.
/// </summary>
internal sealed class Grouper(Grouping grouping, GroupsStatement statement, GroupBudget budget)
{
    private readonly Dictionary<byte[], Group> groups = new(Utf8Comparer.Instance);
    private readonly KeyBuffer key = new();
    private readonly int[] keyPositions = [.. grouping.Keys.Select(part => statement.PositionOf(part.Source))];
    private readonly int[] measurePositions = [.. grouping.Measures.Select(measure => measure.Field is { } field ? statement.PositionOf(field) : -1)];
    private readonly int countPosition = statement.IsCounted ? statement.Columns.Count - 1 : -1;

    public void Add(RecordSet record)
    {
        var group = GroupOf(record);
        group.Count += countPosition < 0 ? 1 : record.GetInteger(countPosition);
        var (asked, isNull) = (-1, false);
        for (var i = 0; i < measurePositions.Length; i++)
        {
            if (group.Measures[i] is not { } measure)
                continue;

            var position = measurePositions[i];
            if (position != asked) // measures of one field usually stand together
                (asked, isNull) = (position, IsNull(record, position));
            if (!isNull)
                measure.Add(record, position);
        }
    }

    public GroupTable Finish()
    {
        if (grouping.Keys.Count == 0 && groups.Count == 0)
            groups.Add([], MakeGroup()); // without keys there is one group, even of no records

        var rows = new List<GroupRow>(groups.Count);
        var (records, missing) = (0L, 0L);
        foreach (var (bytes, group) in groups)
        {
            var row = new GroupRow(ValuesOf(bytes, group), group.Count);
            if (grouping.Keys.Count > 0 && row.Values[0] is null)
                missing += row.Count;
            records += row.Count;
            if (GroupFilter.Keeps(grouping, row))
                rows.Add(row);
        }

        rows.Sort(new GroupComparer(grouping));
        var kept = grouping.Most is { } most && rows.Count > most ? rows.GetRange(0, most) : rows;
        return new GroupTable(grouping, kept) { GroupCount = rows.Count, RecordCount = records, Missing = missing };
    }

    private Group GroupOf(RecordSet record)
    {
        key.Clear();
        for (var i = 0; i < keyPositions.Length; i++)
        {
            if (IsNull(record, keyPositions[i]))
                key.AddNull();
            else
                grouping.Keys[i].Write(record, keyPositions[i], key);
        }

        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups.GetAlternateLookup<ReadOnlySpan<byte>>(), key.Written, out var exists);
        if (!exists)
        {
            group = MakeGroup();
            budget.AddGroup();
        }

        return group!;
    }

    private bool IsNull(RecordSet record, int position) => statement.MayBeNull[position] && record.IsNull(position);

    private Group MakeGroup() => new([.. grouping.Measures.Select(measure => measure.Field is { } field ? measure.Function.Make(field.Type, budget) : null)]);

    private object?[] ValuesOf(ReadOnlySpan<byte> bytes, Group group)
    {
        var values = new object?[grouping.Keys.Count + grouping.Measures.Count];
        for (var i = 0; i < grouping.Keys.Count; i++)
            values[i] = KeyBuffer.TryTake(ref bytes, out var part) ? grouping.Keys[i].Read(part) : null;
        for (var i = 0; i < grouping.Measures.Count; i++)
            values[grouping.Keys.Count + i] = group.Measures[i] is { } measure ? measure.Result : group.Count;
        return values;
    }

    private sealed class Group(Accumulator?[] measures)
    {
        public long Count;

        /// <summary>Null for the number of records, which is counted anyway.</summary>
        public Accumulator?[] Measures { get; } = measures;
    }
}
