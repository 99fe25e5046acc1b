using LongAn.OpenData.Query;
using LongAn.OpenData.Text;
using Values = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

/// <summary>What a filter means, written as plainly as possible: true, false or unknown (null) of one record.</summary>
internal static class NaiveFilter
{
    public static bool? Holds(Filter filter, Values record) => filter switch
    {
        Filter.AllOf all => all.Parts.Select(part => Holds(part, record)).Aggregate((bool?)true, (a, b) => a & b),
        Filter.AnyOf any => any.Parts.Select(part => Holds(part, record)).Aggregate((bool?)false, (a, b) => a | b),
        Filter.Not not => !Holds(not.Part, record),
        Filter.Comparison comparison => Compare(Value(comparison.Left, record), comparison.Operator, Value(comparison.Right, record)),
        Filter.Between between => Compare(Value(between.Low, record), "<=", Value(between.Value, record)) & Compare(Value(between.Value, record), "<=", Value(between.High, record)),
        Filter.In choices => choices.Choices.Select(choice => Compare(Value(choices.Value, record), "=", Value(choice, record))).Aggregate((bool?)false, (a, b) => a | b),
        Filter.Like like => Value(like.Text, record) is string text ? Matches(text, like.Pattern) : null,
        Filter.IsNull isNull => Value(isNull.Value, record) is null,
        Filter.Always always => always.Value,
        Filter.Spatial spatial => Relates(spatial, record),
        _ => throw new InvalidOperationException(filter.GetType().Name),
    };

    private static object? Value(Expression expression, Values record) => expression switch
    {
        Expression.Property property => record.GetValueOrDefault(property.Field.Name),
        Expression.Literal literal => literal.Value,
        Expression.Folded folded => Value(folded.Text, record) is string text ? Fold(text, folded.Fold) : null,
        Expression.Arithmetic arithmetic => Calculate(Number(arithmetic.Left, record), arithmetic.Operator, Number(arithmetic.Right, record)),
        _ => throw new InvalidOperationException(expression.GetType().Name),
    };

    private static double? Number(Expression expression, Values record) => Value(expression, record) switch { long whole => whole, double real => real, _ => null };

    private static string Fold(string text, TextFold fold) => fold switch
    {
        TextFold.Case => VietnameseText.FoldCase(text),
        TextFold.Accents => VietnameseText.FoldAccents(text),
        _ => VietnameseText.Fold(text),
    };

    private static object? Calculate(double? left, string sign, double? right)
    {
        if (left is not { } a || right is not { } b || (b == 0 && sign is "/" or "div" or "%"))
            return null;

        var result = sign switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "%" => a % b,
            "^" => Math.Pow(a, b),
            _ => Math.Truncate(a / b),
        };
        return double.IsNaN(result) ? null : result;
    }

    private static bool? Compare(object? left, string sign, object? right)
    {
        if (left is null || right is null)
            return null;

        var order = (left, right) switch
        {
            (long a, long b) => a.CompareTo(b),
            (string a, string b) => string.CompareOrdinal(a, b),
            _ => Convert.ToDouble(left, null).CompareTo(Convert.ToDouble(right, null)),
        };
        return sign switch { "=" => order == 0, "<>" => order != 0, "<" => order < 0, "<=" => order <= 0, ">" => order > 0, _ => order >= 0 };
    }

    private static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        if (pattern.IsEmpty)
            return text.IsEmpty;
        if (pattern[0] == '%')
            return Matches(text, pattern[1..]) || (!text.IsEmpty && Matches(text[1..], pattern));
        if (text.IsEmpty)
            return false;
        if (pattern[0] == '\\' && pattern.Length > 1)
            return text[0] == pattern[1] && Matches(text[1..], pattern[2..]);
        return (pattern[0] == '_' || text[0] == pattern[0]) && Matches(text[1..], pattern[1..]);
    }

    /// <summary>Only points and boxes.</summary>
    private static bool? Relates(Filter.Spatial asked, Values record)
    {
        if (record.GetValueOrDefault("lon") is not double x || record.GetValueOrDefault("lat") is not double y)
            return null;

        var (west, south, east, north) = Assert.Single(asked.Shape.Boxes);
        var isIn = x >= west && x <= east && y >= south && y <= north;
        var isOnEdge = isIn && (x == west || x == east || y == south || y == north);
        return asked.Operator.Name switch
        {
            "S_INTERSECTS" => isIn,
            "S_DISJOINT" => !isIn,
            "S_WITHIN" => isIn && !isOnEdge,
            "S_TOUCHES" => isOnEdge,
            _ => false, // a point is no box, and neither overlaps, crosses nor contains one
        };
    }
}
