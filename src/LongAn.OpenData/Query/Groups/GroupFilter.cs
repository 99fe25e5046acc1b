using System.Globalization;
using System.Text;
using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query.Groups;

/// <summary>Asks a group what <c>having</c> asks. Logic has three values, as in SQL: null is neither true nor false.</summary>
internal static class GroupFilter
{
    public static bool Keeps(Grouping grouping, GroupRow row) => grouping.Having.Parts.All(part => Test(part, grouping, row) == true);

    private static bool? Test(Filter filter, Grouping grouping, GroupRow row) => filter switch
    {
        Filter.Comparison comparison => Compare(comparison.Left, comparison.Right, grouping, row) is { } sign ? Agrees(comparison.Operator, sign) : null,
        Filter.Between between => Compare(between.Value, between.Low, grouping, row) is { } low && Compare(between.Value, between.High, grouping, row) is { } high ? low >= 0 && high <= 0 : null,
        Filter.In choices => ValueOf(choices.Value, grouping, row) is null ? null : choices.Choices.Any(choice => Compare(choices.Value, choice, grouping, row) == 0),
        Filter.IsNull isNull => ValueOf(isNull.Value, grouping, row) is null,
        Filter.Not not => !Test(not.Part, grouping, row),
        _ => throw new InvalidOperationException($"Groups are not filtered by {filter.GetType().Name}."),
    };

    private static bool Agrees(string sign, int comparison) => sign switch
    {
        "=" => comparison == 0,
        "<>" => comparison != 0,
        "<" => comparison < 0,
        "<=" => comparison <= 0,
        ">" => comparison > 0,
        _ => comparison >= 0,
    };

    private static int? Compare(Expression left, Expression right, Grouping grouping, GroupRow row) =>
        ValueOf(left, grouping, row) is { } a && ValueOf(right, grouping, row) is { } b ? GroupComparer.Compare(a, b) : null;

    private static object? ValueOf(Expression expression, Grouping grouping, GroupRow row) => expression switch
    {
        Expression.Property property => row.Values[ColumnOf(property.Field, grouping)],
        Expression.Literal { Value: string digits, Type.Kind: ValueKind.Json } => decimal.Parse(digits, CultureInfo.InvariantCulture),
        Expression.Literal { Value: string text } => Encoding.UTF8.GetBytes(text),
        Expression.Literal literal => literal.Value,
        _ => throw new InvalidOperationException($"Groups have no {expression.GetType().Name}."),
    };

    private static int ColumnOf(Field field, Grouping grouping)
    {
        for (var i = 0; i < grouping.Columns.Count; i++)
        {
            if (grouping.Columns[i].Name == field.Name)
                return i;
        }

        throw new InvalidOperationException($"The groups have no column {field.Name}.");
    }
}
