using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Cql2;

namespace LongAn.OpenData.Query;

/// <summary>Writes a filter as CQL2 text (OGC 21-065r2): one text for one meaning, and reading it again gives the same tree.</summary>
public static class FilterText
{
    public static string Write(Filter filter) => filter switch
    {
        Filter.AllOf { Parts.Count: 0 } => "TRUE",
        Filter.AllOf all => Join(all.Parts, " AND "),
        Filter.AnyOf { Parts.Count: 0 } => "FALSE",
        Filter.AnyOf any => Join(any.Parts, " OR "),
        Filter.Not not => $"NOT ({Write(not.Part)})",
        Filter.Comparison comparison => $"{Write(comparison.Left)} {comparison.Operator} {Write(comparison.Right)}",
        Filter.Between between => $"{Write(between.Value)} BETWEEN {Write(between.Low)} AND {Write(between.High)}",
        Filter.In choices => $"{Write(choices.Value)} IN ({string.Join(", ", choices.Choices.Select(Write))})",
        Filter.Like like => $"{Write(like.Text)} LIKE {Cql2Words.Quote(like.Pattern)}",
        Filter.IsNull isNull => $"{Write(isNull.Value)} IS NULL",
        Filter.Spatial spatial => $"{spatial.Operator.Name}({Cql2Words.Name(spatial.Place.Name)}, {spatial.Shape.Wkt})",
        Filter.Near near => $"{Write(near.From)} <= {near.Metres.ToString(CultureInfo.InvariantCulture)}", // not of CQL2: the parameter near
        Filter.Always always => always.Value ? "TRUE" : "FALSE",
        Filter.Through through => $"THROUGH({Cql2Words.Name(through.Reference.Name)}, {Write(through.Part)})", // not of CQL2: a parameter such as district_code.name__contains
        Filter.Words words => $"WORDS({Cql2Words.Quote(words.Query.ToString())})", // not of CQL2: the parameter q
        _ => throw new InvalidOperationException($"No text for {filter.GetType().Name}."),
    };

    public static string Write(Expression expression) => expression switch
    {
        Expression.Property property => Cql2Words.Name(property.Field.Name),
        Expression.Foreign foreign => Cql2Words.Name($"{foreign.Reference.Name}.{foreign.Field.Name}"),
        Expression.RowNumber => "ROW_NUMBER()", // not of CQL2: the _id of CKAN
        Expression.Literal literal => Write(literal),
        Expression.Arithmetic arithmetic => $"({Write(arithmetic.Left)} {arithmetic.Operator} {Write(arithmetic.Right)})",
        Expression.Distance distance => string.Create(CultureInfo.InvariantCulture, $"DISTANCE({Cql2Words.Name(distance.Place.Name)}, POINT ({distance.Longitude} {distance.Latitude}))"),
        Expression.ToneRank rank => $"TONE_RANK({Cql2Words.Quote(rank.Query.ToString())})",
        Expression.Folded { Fold: TextFold.Case } folded => $"CASEI({Write(folded.Text)})",
        Expression.Folded { Fold: TextFold.Accents } folded => $"ACCENTI({Write(folded.Text)})",
        Expression.Folded folded => $"ACCENTI(CASEI({Write(folded.Text)}))",
        _ => throw new InvalidOperationException($"No text for {expression.GetType().Name}."),
    };

    private static string Write(Expression.Literal literal)
    {
        if (literal.Type == FieldType.Date)
            return $"DATE({Cql2Words.Quote((string)literal.Value)})";
        if (literal.Type == FieldType.DateTime)
            return $"TIMESTAMP({Cql2Words.Quote((string)literal.Value)})";
        if (literal.Type == FieldType.Boolean)
            return (long)literal.Value != 0 ? "TRUE" : "FALSE";

        return literal.Value is string text ? Cql2Words.Quote(text) : Convert.ToString(literal.Value, CultureInfo.InvariantCulture)!;
    }

    private static string Join(IReadOnlyList<Filter> parts, string between) =>
        parts.Count == 1 ? Write(parts[0]) : string.Join(between, parts.Select(part => part is Filter.AllOf or Filter.AnyOf ? $"({Write(part)})" : Write(part)));
}
