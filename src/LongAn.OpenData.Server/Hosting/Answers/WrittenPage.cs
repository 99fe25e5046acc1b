using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Hosting.Answers;

/// <summary>The records of a page have been written; this is how many there were, and where the neighbouring pages are.</summary>
/// <param name="Previous">The cursor of the page before; null where there is none.</param>
/// <param name="Next">The cursor of the page behind; null where there is none.</param>
internal readonly record struct WrittenPage(int Count, string? Previous, string? Next)
{
    /// <summary>Writes what stands before the records, and the records; what stands behind them is the caller's.</summary>
    /// <param name="records">Of a plan with a limit, opened with one record more than that.</param>
    public static WrittenPage Write(RecordsPlan plan, RecordSet records, IRecordWriter writer)
    {
        writer.Begin();
        var count = 0;
        string? previous = null;
        string? next = null;
        IReadOnlyList<object?> position = [];
        while (records.Read())
        {
            if (count == plan.Limit)
            {
                next = PageCursor.After(plan, position).ToString();
                break;
            }

            if (count == 0 && records.HasPrevious)
                previous = PageCursor.Before(plan, records.GetPosition()).ToString();
            writer.Write(records);
            if (++count == plan.Limit)
                position = records.GetPosition();
        }

        return new WrittenPage(count, previous, next);
    }
}
