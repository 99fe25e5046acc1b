using System.Globalization;
using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Query.Groups;

/// <summary>Bounds what one question may hold in memory: about 100 MB at the worst. A question past a bound is the caller's to narrow.</summary>
internal sealed class GroupBudget
{
    public const int MaxGroups = 100_000;
    public const int MaxDistinct = 1_000_000;
    public const int MaxHeld = 5_000_000;
    private int groups;
    private int distinct;
    private int held;

    /// <summary>Null while within all bounds.</summary>
    public Problem? Problem { get; private set; }

    public void AddGroup()
    {
        if (++groups > MaxGroups)
            Problem ??= Over(MaxGroups, "nhóm hoặc giá trị khác nhau", "groups or different values");
    }

    /// <summary>A value more that <c>count_distinct</c> tells apart.</summary>
    public void AddDistinct()
    {
        if (++distinct > MaxDistinct)
            Problem ??= Over(MaxDistinct, "giá trị khác nhau cho count_distinct", "different values for count_distinct");
    }

    /// <summary>A value more that <c>median</c> keeps.</summary>
    public void AddHeld()
    {
        if (++held > MaxHeld)
            Problem ??= Over(MaxHeld, "giá trị cho median", "values for median");
    }

    private static Problem Over(int most, string vi, string en)
    {
        var bound = most.ToString("N0", CultureInfo.InvariantCulture);
        return new Problem(
            ProblemCode.OverLimit,
            $"Câu hỏi này có hơn {bound} {vi}, quá giới hạn; hãy lọc bớt, hoặc nhóm theo trường thô hơn.",
            $"This question has more than {bound} {en}, which is the bound; filter more, or group by something coarser.")
        { Maximum = most };
    }
}
