using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>
/// Comparisons of values. Where one side has days only and the other instants, both are compared as days in Vietnam, since a day is
/// all that the one side says.
/// </summary>
internal static class Cql2Comparison
{
    public static Filter? Compare(Cql2Binder binder, Cql2Node.Call call)
    {
        if (call.Arguments.Any(IsCondition))
            return CompareCondition(binder, call);
        return binder.Values.Together(call.Arguments) is [var left, var right] ? Compare(binder, left, call.Name, right, call.At) : null;
    }

    /// <returns>Null, and reported, where the types have no such comparison.</returns>
    public static Filter? Compare(Cql2Binder binder, Expression left, string sign, Expression right, int at)
    {
        if (!IsOrdered(binder, left.Type, sign, at))
            return null;
        if (left.Type == right.Type || !(Cql2Literals.IsTime(left.Type) && Cql2Literals.IsTime(right.Type)))
            return new Filter.Comparison(left, sign, right);
        if (left is Expression.Literal first && right is Expression.Literal second)
            return new Filter.Comparison(Cql2Literals.DayOf(first), sign, Cql2Literals.DayOf(second));
        if (right is Expression.Literal { } day && right.Type == FieldType.Date)
            return CompareDay(left, sign, day);
        if (left is Expression.Literal { } other && left.Type == FieldType.Date)
            return CompareDay(right, Mirrored(sign), other);
        if (right is Expression.Literal { } instant)
            return new Filter.Comparison(left, sign, Cql2Literals.DayOf(instant));
        if (left is Expression.Literal { } moment)
            return new Filter.Comparison(Cql2Literals.DayOf(moment), sign, right);

        binder.Mistakes.Unsupported(at, "so sánh trường ngày với trường thời điểm", "a comparison of a date field with an instant field");
        return null;
    }

    public static Filter? Between(Cql2Binder binder, Cql2Node.Call call)
    {
        if (binder.Values.Together(call.Arguments) is not [var value, var low, var high] || !IsOrdered(binder, value.Type, "BETWEEN", call.At))
            return null;
        if (value.Type == low.Type && value.Type == high.Type || !Cql2Literals.IsTime(value.Type))
            return new Filter.Between(value, low, high);

        var (from, to) = (Compare(binder, value, ">=", low, call.At), Compare(binder, value, "<=", high, call.At));
        return from is null || to is null ? null : Filter.And([from, to]);
    }

    public static Filter? In(Cql2Binder binder, Cql2Node.Call call)
    {
        if (call.Arguments[1] is not Cql2Node.List { Items.Count: > 0 } list)
        {
            binder.Mistakes.Syntax(call.Arguments[1].At, "()", new LocalizedText("IN với ít nhất một giá trị", "IN with at least one value"));
            return null;
        }

        if (list.Items.Count > Cql2Limits.MaxList)
        {
            binder.Mistakes.TooComplex(list.At, Cql2Limits.MaxList, "giá trị trong một danh sách", "values in a list");
            return null;
        }

        if (binder.Values.Together([call.Arguments[0], .. list.Items]) is not [var value, .. var choices])
            return null;
        if (choices.All(choice => choice.Type == value.Type) || !Cql2Literals.IsTime(value.Type))
            return new Filter.In(value, choices);

        Filter?[] parts = [.. choices.Select(choice => Compare(binder, value, "=", choice, call.At))];
        return parts.Contains(null) ? null : Filter.Or(parts!);
    }

    public static Filter? Like(Cql2Binder binder, Cql2Node.Call call)
    {
        var text = binder.Values.Value(call.Arguments[0]);
        var at = call.Arguments[1].At;
        if (Cql2Literals.Text(call.Arguments[1]) is not { } pattern)
        {
            binder.Mistakes.Unsupported(at, "mẫu LIKE không phải 'chữ'", "a pattern of LIKE that is not 'text'");
            return null;
        }

        if (pattern.Count(letter => letter == '%') > Cql2Limits.MaxWildcards)
            binder.Mistakes.TooComplex(at, Cql2Limits.MaxWildcards, "dấu % trong một mẫu", "% in a pattern");
        else if (binder.Values.Literals.IsStorable(pattern, at) && text is not null && !text.Type.IsText)
            binder.Mistakes.NotForType(call.At, "LIKE", text.Type);
        else if (text is not null)
            return new Filter.Like(text, pattern);
        return null;
    }

    public static Filter? IsNull(Cql2Binder binder, Cql2Node.Call call)
    {
        var asked = call.Arguments[0];
        if (asked is Cql2Node.Property property && Place.Find(property.Name, binder.Version) is { } place)
            return Filter.Or(place.Fields.Select(field => new Filter.IsNull(new Expression.Property(field))));
        if (asked is Cql2Node.Shape || asked is Cql2Node.Call { Name: var name } && (name == Cql2Operator.BBox.Name || name == Cql2Operator.Interval.Name))
            return new Filter.Always(false);

        return binder.Values.Value(asked) switch
        {
            null => null,
            Expression.Literal => new Filter.Always(false),
            var value => new Filter.IsNull(value),
        };
    }

    /// <summary>A condition compared with TRUE or FALSE.</summary>
    private static Filter? CompareCondition(Cql2Binder binder, Cql2Node.Call call)
    {
        var condition = call.Arguments.First(IsCondition);
        var other = call.Arguments.First(argument => argument != condition);
        if (binder.Condition(condition) is not { } filter)
            return null;
        if (other is Cql2Node.Flag flag && call.Name is "=" or "<>")
            return ((Cql2Node.Flag)other).Value == (call.Name == "=") ? filter : new Filter.Not(filter);

        binder.Mistakes.Unsupported(call.At, "so sánh điều kiện với gì khác ngoài TRUE, FALSE", "a comparison of a condition with anything but TRUE and FALSE");
        return null;
    }

    private static bool IsCondition(Cql2Node node) => node is Cql2Node.Call call && Cql2Operator.Find(call.Name)?.Condition is not null;

    private static bool IsOrdered(Cql2Binder binder, FieldType type, string sign, int at)
    {
        if (type.IsOrdered || sign is "=" or "<>")
            return true;

        binder.Mistakes.NotForType(at, sign, type);
        return false;
    }

    private static Filter CompareDay(Expression instant, string sign, Expression.Literal day) => sign switch
    {
        "=" => new Filter.Between(instant, Cql2Literals.StartOf(day), Cql2Literals.EndOf(day)),
        "<>" => new Filter.Not(CompareDay(instant, "=", day)),
        "<" or ">=" => new Filter.Comparison(instant, sign, Cql2Literals.StartOf(day)),
        _ => new Filter.Comparison(instant, sign, Cql2Literals.EndOf(day)),
    };

    private static string Mirrored(string sign) => sign switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => sign };
}
