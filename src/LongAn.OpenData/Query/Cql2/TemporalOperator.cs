using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>One comparison of the ends of two periods.</summary>
internal readonly record struct EndTest(TimeEnd Left, string Sign, TimeEnd Right);

/// <summary>
/// How two periods can relate (OGC 21-065r2, table 9: Allen's relations): one row each. An instant is a period that ends when it
/// begins, so every relation takes both.
/// </summary>
internal sealed record TemporalOperator(string Name, LocalizedText Title, Func<Period, Period, EndTest[]> Tests)
{
    /// <summary>It holds where not all of the tests do.</summary>
    public bool IsNegated { get; private init; }

    public string Example => $"{Name}(received_at, INTERVAL('2024-01-01', '2024-06-30'))";

    public static IReadOnlyList<TemporalOperator> All { get; } =
    [
        new("T_AFTER", new("sau", "is after"), (a, b) => [new(a.Start, ">", b.End)]),
        new("T_BEFORE", new("trước", "is before"), (a, b) => [new(a.End, "<", b.Start)]),
        new("T_CONTAINS", new("bao trùm, không chung đầu nào", "contains, no end shared"), (a, b) => [new(a.Start, "<", b.Start), new(a.End, ">", b.End)]),
        new("T_DISJOINT", new("không giao với", "has nothing in common with"), Meeting) { IsNegated = true },
        new("T_DURING", new("nằm trong, không chung đầu nào", "is during, no end shared"), (a, b) => [new(a.Start, ">", b.Start), new(a.End, "<", b.End)]),
        new("T_EQUALS", new("trùng với", "is the same as"), (a, b) => [new(a.Start, "=", b.Start), new(a.End, "=", b.End)]),
        new("T_FINISHEDBY", new("bắt đầu trước, kết thúc cùng lúc", "begins before, ends with"), (a, b) => [new(a.Start, "<", b.Start), new(a.End, "=", b.End)]),
        new("T_FINISHES", new("bắt đầu sau, kết thúc cùng lúc", "begins after, ends with"), (a, b) => [new(a.Start, ">", b.Start), new(a.End, "=", b.End)]),
        new("T_INTERSECTS", new("giao với", "has something in common with"), Meeting),
        new("T_MEETS", new("kết thúc khi kia bắt đầu", "ends when the other begins"), (a, b) => [new(a.End, "=", b.Start)]),
        new("T_METBY", new("bắt đầu khi kia kết thúc", "begins when the other ends"), (a, b) => [new(a.Start, "=", b.End)]),
        new("T_OVERLAPPEDBY", new("bắt đầu trong lúc kia, kết thúc sau", "begins during the other, ends after"), (a, b) => [new(a.Start, ">", b.Start), new(a.Start, "<", b.End), new(a.End, ">", b.End)]),
        new("T_OVERLAPS", new("bắt đầu trước, kết thúc trong lúc kia", "begins before, ends during the other"), (a, b) => [new(a.Start, "<", b.Start), new(a.End, ">", b.Start), new(a.End, "<", b.End)]),
        new("T_STARTEDBY", new("bắt đầu cùng lúc, kết thúc sau", "begins with, ends after"), (a, b) => [new(a.Start, "=", b.Start), new(a.End, ">", b.End)]),
        new("T_STARTS", new("bắt đầu cùng lúc, kết thúc trước", "begins with, ends before"), (a, b) => [new(a.Start, "=", b.Start), new(a.End, "<", b.End)]),
    ];

    private static EndTest[] Meeting(Period a, Period b) => [new(a.Start, "<=", b.End), new(a.End, ">=", b.Start)];
}
