using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Query.Groups;

/// <summary>A group: its keys, then its measures.</summary>
/// <param name="Values">Each a long, double, decimal (of an exact type), the UTF-8 of a text, or null.</param>
/// <param name="Count">How many records are in it.</param>
public sealed record GroupRow(IReadOnlyList<object?> Values, long Count);

/// <summary>The groups of one grouping, in order.</summary>
/// <param name="Rows">At most as many as the grouping keeps.</param>
public sealed record GroupTable(Grouping Grouping, IReadOnlyList<GroupRow> Rows)
{
    /// <summary>How many groups there are, kept or not.</summary>
    public required int GroupCount { get; init; }

    /// <summary>How many records are in all groups together.</summary>
    public required long RecordCount { get; init; }

    /// <summary>How many records have no value in the first key.</summary>
    public required long Missing { get; init; }

    /// <summary>About how much memory it takes.</summary>
    public long Bytes => 200 + Rows.Sum(row => 48L + row.Values.Sum(value => value is byte[] text ? 32L + text.Length : 32L));
}

/// <summary>What a question about groups comes to: a table for each grouping, or the bound it passed.</summary>
public sealed record GroupsAnswer(IReadOnlyList<GroupTable> Tables, Problem? Problem)
{
    public long Bytes => 200 + Tables.Sum(table => table.Bytes);
}
