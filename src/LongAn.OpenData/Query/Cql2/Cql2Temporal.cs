using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>One end of a period.</summary>
/// <param name="Value">Null where the period is open.</param>
/// <param name="Open">-1 for before all time, 1 for after all time.</param>
internal readonly record struct TimeEnd(Expression? Value, int Open, int At);

internal readonly record struct Period(TimeEnd Start, TimeEnd End);

/// <summary>Temporal functions as comparisons of the ends of periods.</summary>
internal static class Cql2Temporal
{
    private const string OpenEnd = "..";

    public static Filter? Bind(Cql2Binder binder, Cql2Node.Call call, TemporalOperator asked)
    {
        var (left, right) = (Read(binder, call.Arguments[0]), Read(binder, call.Arguments[1]));
        if (left is not { } first || right is not { } second)
            return null;

        // Two instants have the same beginnings and ends: one comparison says it.
        Filter?[] parts = [.. asked.Tests(first, second).Distinct().Select(test => Compare(binder, test)).Distinct()];
        if (parts.Contains(null))
            return null;

        var all = All(parts!);
        return !asked.IsNegated ? all : all is Filter.Always { Value: var value } ? new Filter.Always(!value) : new Filter.Not(all);
    }

    private static Period? Read(Cql2Binder binder, Cql2Node node)
    {
        if (node is not Cql2Node.Call call || !Cql2Literals.Is(call, Cql2Operator.Interval))
            return ReadEnd(binder, node) is { } instant ? new Period(instant, instant) : null;
        if (!binder.HasArguments(call, Cql2Operator.Interval))
            return null;

        var start = IsOpen(call.Arguments[0]) ? new TimeEnd(null, -1, call.At) : ReadEnd(binder, call.Arguments[0]);
        var end = IsOpen(call.Arguments[1]) ? new TimeEnd(null, 1, call.At) : ReadEnd(binder, call.Arguments[1]);
        if (start is null || end is null)
            return null;
        if (Constant(new EndTest(start.Value, "<=", end.Value)) != false)
            return new Period(start.Value, end.Value);

        binder.Mistakes.Value(call.At, "INTERVAL", new LocalizedText("khoảng thời gian bắt đầu trước khi kết thúc", "a period that begins before it ends"));
        return null;
    }

    private static bool IsOpen(Cql2Node node) => node is Cql2Node.Text { Value: OpenEnd };

    private static TimeEnd? ReadEnd(Cql2Binder binder, Cql2Node node)
    {
        var value = node is Cql2Node.Text text ? binder.Values.Literals.Time(text.Value, text.At) : binder.Values.Value(node);
        if (value is null)
            return null;
        if (Cql2Literals.IsTime(value.Type))
            return new TimeEnd(value, 0, node.At);

        binder.Mistakes.Type(node.At, $"cần ngày hoặc thời điểm, không phải kiểu {value.Type}", $"expected a date or an instant, not the type {value.Type}");
        return null;
    }

    private static Filter? Compare(Cql2Binder binder, EndTest test)
    {
        if (Constant(test) is { } constant)
            return new Filter.Always(constant);
        if (test.Left.Value is { } left && test.Right.Value is { } right)
            return Cql2Comparison.Compare(binder, left, test.Sign, right, test.Left.At);

        // Beside an open end any value is earlier or later, but a record without one still meets nothing.
        var value = (test.Left.Value ?? test.Right.Value)!;
        return new Filter.Comparison(value, Holds(test.Left.Open.CompareTo(test.Right.Open), test.Sign) ? "=" : "<>", value);
    }

    /// <returns>Null where it depends on the record.</returns>
    private static bool? Constant(EndTest test)
    {
        if (test.Left.Value is Expression.Literal left && test.Right.Value is Expression.Literal right)
        {
            var asDays = left.Type != right.Type;
            var (first, second) = asDays ? (Cql2Literals.DayOf(left), Cql2Literals.DayOf(right)) : (left, right);
            return Holds(string.CompareOrdinal((string)first.Value, (string)second.Value), test.Sign);
        }

        var isOpen = test.Left.Value is null or Expression.Literal && test.Right.Value is null or Expression.Literal;
        return isOpen ? Holds(test.Left.Open.CompareTo(test.Right.Open), test.Sign) : null;
    }

    private static bool Holds(int order, string sign) => sign switch
    {
        "=" => order == 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private static Filter All(Filter[] parts)
    {
        if (parts.Contains(new Filter.Always(false)))
            return new Filter.Always(false);

        Filter[] telling = [.. parts.Where(part => part is not Filter.Always && !IsSaidElsewhere(part, parts))];
        return telling.Length == 0 ? new Filter.Always(true) : Filter.And(telling);
    }

    /// <summary>That a value is there is said by every other comparison of it.</summary>
    private static bool IsSaidElsewhere(Filter part, Filter[] parts) =>
        part is Filter.Comparison { Operator: "=" } present && present.Left == present.Right && parts.Any(other => other != part && Mentions(other, present.Left));

    private static bool Mentions(Filter part, Expression value) => part switch
    {
        Filter.Comparison comparison => comparison.Left == value || comparison.Right == value,
        Filter.Between between => between.Value == value,
        _ => false,
    };
}
