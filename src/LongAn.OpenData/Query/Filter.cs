using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query.Spatial;

namespace LongAn.OpenData.Query;

/// <summary>
/// Which records are wanted: one tree, whoever asks. Logic has three values as in SQL and CQL2: a record without a value in a property
/// neither meets a comparison nor its negation.
/// </summary>
public abstract record Filter
{
    /// <summary>All of them; of none, every record.</summary>
    public sealed record AllOf(IReadOnlyList<Filter> Parts) : Filter;

    /// <summary>At least one of them.</summary>
    public sealed record AnyOf(IReadOnlyList<Filter> Parts) : Filter;

    public sealed record Not(Filter Part) : Filter;

    /// <param name="Operator"><c>= &lt;&gt; &lt; &lt;= &gt; &gt;=</c>.</param>
    public sealed record Comparison(Expression Left, string Operator, Expression Right) : Filter;

    /// <summary>Both ends included.</summary>
    public sealed record Between(Expression Value, Expression Low, Expression High) : Filter;

    public sealed record In(Expression Value, IReadOnlyList<Expression> Choices) : Filter;

    /// <param name="Pattern"><c>%</c> is any text, <c>_</c> one character, <c>\</c> escapes; compared letter by letter, so folded where the text is.</param>
    public sealed record Like(Expression Text, string Pattern) : Filter;

    public sealed record IsNull(Expression Value) : Filter;

    /// <summary>The words of a search are in the searched fields, in any order.</summary>
    public sealed record Words(TextQuery Query) : Filter;

    /// <summary>How the record's place relates to a shape.</summary>
    public sealed record Spatial(SpatialOperator Operator, Place Place, Shape Shape) : Filter;

    /// <summary>The record that a foreign key points to meets a filter on its own fields; one that points to none does not.</summary>
    public sealed record Through(VersionReference Reference, Filter Part) : Filter;

    /// <summary>A filter that is the same for every record.</summary>
    public sealed record Always(bool Value) : Filter;

    public static Filter.AllOf Everything { get; } = new([]);

    /// <summary>All of them, without an <see cref="AllOf"/> inside another; of one, that one.</summary>
    public static Filter And(IEnumerable<Filter> parts)
    {
        Filter[] flat = [.. parts.SelectMany(part => part is AllOf inner ? inner.Parts : [part])];
        return flat.Length == 1 ? flat[0] : new AllOf(flat);
    }

    /// <inheritdoc cref="And"/>
    public static Filter Or(IEnumerable<Filter> parts)
    {
        Filter[] flat = [.. parts.SelectMany(part => part is AnyOf inner ? inner.Parts : [part])];
        return flat.Length == 1 ? flat[0] : new AnyOf(flat);
    }
}
