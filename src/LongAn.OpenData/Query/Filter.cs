using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query;

/// <summary>Which records are wanted: a tree.</summary>
public abstract record Filter
{
    /// <summary>One field, asked one thing. Values are in the portal's own form: text, long, double; one for <see cref="OperatorValues.Flag"/>: 0 or 1.</summary>
    public sealed record Condition(Field Field, FilterOperator Operator, IReadOnlyList<object> Values) : Filter;

    /// <summary>All of them; of none, every record.</summary>
    public sealed record AllOf(IReadOnlyList<Filter> Parts) : Filter;
}
