using CsCheck;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Tests.Engine.Query.Cql2;

/// <summary>Random filters and records of <see cref="Asked.Version"/>; values are few, so that they meet often.</summary>
internal static class FilterGen
{
    private static readonly Gen<string> Sign = OneOf("=", "<>", "<", "<=", ">", ">=");
    private static readonly Gen<string> Letters = Gen.Char["aAàÀđĐ'\"\\%_*?[ ß中"].Array[0, 4].Select(letters => new string(letters));
    private static readonly Gen<double> Real = Gen.OneOf(Gen.Int[-3, 3].Select(whole => (double)whole), Gen.Int[-30, 30].Select(tenth => tenth / 10.0), OneOf(1e300, -1e-300, 123456789012.5));
    private static readonly Gen<string> Day = Gen.Int[0, 40].Select(day => $"{new DateOnly(2020, 1, 1).AddDays(day):yyyy-MM-dd}");
    private static readonly Gen<string> Instant = Gen.Select(Day, OneOf("T00:00:00", "T12:30:00", "T12:30:00.5", "T12:30:00.51", "T23:59:59.9999999"), (day, time) => $"{day}{time}+07:00");

    private static readonly Gen<Expression> NumberLiteral = Real.Select(value => (Expression)new Expression.Literal(value, FieldType.Number));

    private static readonly Gen<Expression> Number = Gen.Recursive<Expression>((depth, inner) => depth > 3
        ? Gen.OneOf(Property("floors"), Property("area"), Property("low"), NumberLiteral)
        : Gen.Frequency(
            (3, Gen.OneOf(Property("floors"), Property("area"), Property("low"), NumberLiteral)),
            (1, Gen.Select(OneOf("+", "-", "*", "/", "%", "^", "div"), inner, inner, (sign, left, right) => (Expression)new Expression.Arithmetic(sign, left, right)))));

    private static readonly Gen<Expression> Text = Gen.OneOf(
        Property("name"), Property("đất"), OneOf(TextFold.Case, TextFold.Accents, TextFold.All).Select(fold => (Expression)new Expression.Folded(fold, Of("name"))));

    private static readonly Gen<Filter> Condition = Gen.OneOf(
        Pair(Number, _ => Number),
        Pair(Text, like => Gen.OneOf(Text, Letters.Select(text => Literal(text, like)))),
        Pair(Property("floors"), _ => Gen.OneOf(Gen.Long[-3, 3].Select(whole => (Expression)new Expression.Literal(whole, FieldType.Integer)), Gen.Int[-3, 3].Select(whole => (Expression)new Expression.Literal(whole + 0.5, FieldType.Number)))),
        Pair(Property("built"), like => Gen.OneOf(Property("closed"), Day.Select(day => Literal(day, like)))),
        Pair(Property("starts_at"), like => Gen.OneOf(Property("ends_at"), Instant.Select(instant => Literal(instant, like)))),
        Gen.Bool.Select(value => (Filter)new Filter.Comparison(Of("open"), "=", new Expression.Literal(value ? 1L : 0L, FieldType.Boolean))),
        Gen.Select(Number, Number, Number, (value, low, high) => (Filter)new Filter.Between(value, low, high)).Where(HasGuide),
        Gen.Select(Text, Letters.Array[1, 3], (value, texts) => (Filter)new Filter.In(value, [.. texts.Select(text => Literal(text, value))])),
        Gen.Select(Text, Letters, (text, pattern) => (Filter)new Filter.Like(text, pattern)),
        Gen.OneOf(Number.Where(value => value is not Expression.Literal), Text, Property("built"), Property("boundary")).Select(value => (Filter)new Filter.IsNull(value)),
        Gen.Bool.Select(value => (Filter)new Filter.Always(value)),
        Gen.Select(OneOf(SpatialOperator.All.ToArray()), Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[1, 3], (asked, west, south, side) => Within(asked, west, south, west + side, south + side)));

    public static readonly Gen<Filter> Filter = Gen.Recursive<Filter>((depth, inner) => depth > 3
        ? Condition
        : Gen.Frequency(
            (3, Condition),
            (1, inner.Array[2, 3].Select(parts => OpenData.Query.Filter.And(parts))),
            (1, inner.Array[2, 3].Select(parts => OpenData.Query.Filter.Or(parts))),
            (1, inner.Select(part => (Filter)new Filter.Not(part)))));

    public static readonly Gen<IReadOnlyDictionary<string, object?>> Record = Gen.Select(
        Nullable(Letters), Nullable(Gen.Long[-3, 3]), Nullable(Real), Nullable(Real), Nullable(Gen.Long[0, 1]), Gen.Select(Nullable(Day), Nullable(Day)), Gen.Select(Nullable(Instant), Nullable(Instant)),
        Gen.Select(Nullable(Gen.Int[-1, 7].Select(x => (double)x)), Nullable(Gen.Int[-1, 7].Select(y => (double)y)), Nullable(Letters)),
        (name, floors, area, low, open, days, instants, other) => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>
        {
            ["name"] = name,
            ["đất"] = other.Item3,
            ["floors"] = floors,
            ["area"] = area,
            ["low"] = low,
            ["open"] = open,
            ["built"] = days.Item1,
            ["closed"] = days.Item2,
            ["starts_at"] = instants.Item1,
            ["ends_at"] = instants.Item2,
            ["lon"] = other.Item1,
            ["lat"] = other.Item2,
        });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Expression.Property Of(string name) => new(Asked.Version.Schema.Find(name)!);

    private static Gen<Expression> Property(string name) => Gen.Const((Expression)Of(name));

    private static Expression Literal(object value, Expression like) => new Expression.Literal(value, like.Type);

    private static Gen<object?> Nullable<T>(Gen<T> values) => Gen.Frequency((1, Gen.Const((object?)null)), (4, values.Select(value => (object?)value)));

    private static Gen<Filter> Pair(Gen<Expression> left, Func<Expression, Gen<Expression>> right) =>
        left.SelectMany(first => Gen.Select(Sign, right(first), Gen.Bool, (sign, second, mirrored) => (Filter)(mirrored ? new Filter.Comparison(second, sign, first) : new Filter.Comparison(first, sign, second)))).Where(HasGuide);

    /// <summary>A whole literal beside a field of whole numbers is read as one, so a double has no place there.</summary>
    private static bool HasGuide(Filter filter)
    {
        Expression[] parts = filter is Filter.Between between ? [between.Value, between.Low, between.High] : [((Filter.Comparison)filter).Left, ((Filter.Comparison)filter).Right];
        var guide = parts.FirstOrDefault(part => part is not Expression.Literal);
        return guide is not Expression.Property { Field.Type.Name: "integer" } || !parts.Any(part => part is Expression.Literal { Value: double value } && double.IsInteger(value));
    }

    private static Filter Within(SpatialOperator asked, int west, int south, int east, int north)
    {
        _ = ShapeReader.TryRead(west, south, east, north, out var shape);
        return new Filter.Spatial(asked, Place.Find(Place.Geometry, Asked.Version)!, shape!);
    }
}
