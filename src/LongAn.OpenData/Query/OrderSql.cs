using System.Text;

namespace LongAn.OpenData.Query;

/// <summary>The order of a plan's records, forwards or backwards, and what lies behind a position in it.</summary>
internal sealed class OrderSql(RecordsPlan plan, FilterSql sql, bool isBackward)
{
    private readonly string[] columns = [.. plan.Sort.Select(key => sql.Write(key.By))];

    /// <param name="ties">How many of the sort keys are the same in all records, and so need no sorting.</param>
    public string By(int ties)
    {
        var order = new StringBuilder(" ORDER BY ");
        for (var i = ties; i < columns.Length; i++)
            order.Append(columns[i]).Append(IsDown(i) ? " DESC" : " ASC").Append(HasValues(i) ? ", " : isBackward ? " NULLS FIRST, " : " NULLS LAST, ");
        if (!plan.IsDistinct)
            return order.Append(sql.Row).Append(RowsAreDown ? " DESC" : "").ToString();

        return ties == columns.Length ? "" : order.Remove(order.Length - 2, 2).ToString();
    }

    /// <summary>
    /// What comes behind a position, cut into stretches that follow one another in the order and are each one range of an index: first
    /// the records that tie on every sort key (a distinct read has none), then those that tie on all but the last and lie behind it there, and so on. Forwards
    /// nulls come last whatever the direction of the key, so behind a value come the greater (or lesser) ones, then the nulls, and
    /// behind a null, nothing; backwards nulls come first, so behind a null come all values.
    /// </summary>
    /// <returns>The condition of each stretch, and how many sort keys tie in it; one stretch of everything for no position.</returns>
    public IEnumerable<(string Where, int Ties)> Behind(PageCursor? position)
    {
        if (position is null)
        {
            yield return ("", 0);
            yield break;
        }

        var values = position.Values.Select(value => value is null ? null : sql.Parameter(value)).ToArray();
        string Ties(int count) => string.Concat(Enumerable.Range(0, count).Select(i => values[i] is null ? $"{columns[i]} IS NULL AND " : $"{columns[i]} = {values[i]} AND "));

        if (!plan.IsDistinct)
            yield return ($"{Ties(columns.Length)}{sql.Row} {(RowsAreDown ? "<" : ">")} {sql.Parameter(position.Row)}", columns.Length);
        for (var i = columns.Length - 1; i >= 0; i--)
        {
            if (values[i] is not null)
                yield return ($"{Ties(i)}{columns[i]} {(IsDown(i) ? "<" : ">")} {values[i]}", i);
            if ((values[i] is null) == isBackward)
                yield return ($"{Ties(i)}{columns[i]} IS {(isBackward ? "NOT NULL" : "NULL")}", isBackward ? i : i + 1);
        }
    }

    /// <summary>A distinct read of a field without nulls goes along its index and stops with the page: 6 ms against 580 for a million keys.</summary>
    private bool HasValues(int key) => plan.IsDistinct && plan.Sort[key].By is Expression.Property { Field: var field }
        && (field.Constraints.Required || plan.Version.Schema.PrimaryKey.Contains(field.Name));

    private bool RowsAreDown => plan.RowsDescending != isBackward;

    private bool IsDown(int key) => plan.Sort[key].Descending != isBackward;
}
