using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Groups;

/// <summary>The order of groups: by what was asked, then by the keys, so that it is total. Text compares by its UTF-8, as in SQLite.</summary>
internal sealed class GroupComparer(Grouping grouping) : IComparer<GroupRow>
{
    private readonly GroupOrder[] order = [.. grouping.Order, .. Enumerable.Range(0, grouping.Keys.Count).Select(column => new GroupOrder(column, Descending: false))];

    public int Compare(GroupRow? x, GroupRow? y)
    {
        foreach (var part in order)
        {
            var (a, b) = (x!.Values[part.Column], y!.Values[part.Column]);
            if (a is null || b is null)
            {
                if (a is null != b is null)
                    return a is null ? 1 : -1;
                continue;
            }

            var comparison = Compare(a, b);
            if (comparison != 0)
                return part.Descending ? -comparison : comparison;
        }

        return 0;
    }

    /// <param name="a">Of the same kind as <paramref name="b"/>.</param>
    public static int Compare(object a, object b) => a switch
    {
        long whole => whole.CompareTo((long)b),
        double real => real.CompareTo((double)b),
        decimal exact => exact.CompareTo((decimal)b),
        _ => Utf8Comparer.Instance.Compare((byte[])a, (byte[])b),
    };
}
