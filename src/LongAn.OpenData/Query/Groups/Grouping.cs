using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query.Groups;

/// <summary>What is measured of each group.</summary>
/// <param name="Field">Null for the number of records.</param>
/// <param name="Column">How the answer is called and typed.</param>
public sealed record Measure(AggregateFunction Function, Field? Field, Field Column)
{
    /// <summary>The column is <c>sum_capital</c>, or <c>count</c>.</summary>
    public static Measure Of(AggregateFunction function, Field? field)
    {
        if (field is null)
            return new Measure(function, null, new Field(function.Name, FieldType.Integer) { Title = function.Title });

        return new Measure(function, field, new Field($"{function.Name}_{field.Name}", function.Result(field.Type))
        {
            Title = new($"{function.Title.Vi}: {field.Title.Vi}", $"{function.Title.In("en")}: {field.Title.In("en")}"),
        });
    }

    public static Measure Records { get; } = Of(AggregateFunction.Count, null);

    /// <summary>One text for one meaning, for digests.</summary>
    public string Text => $"{Function.Name}:{Field?.Name}";
}

/// <summary>Which column of a grouping to sort by. Groups without a value come last either way.</summary>
public sealed record GroupOrder(int Column, bool Descending);

/// <summary>What groups to make and what to say of each. The columns are the keys, then the measures.</summary>
public sealed record Grouping(IReadOnlyList<GroupKey> Keys, IReadOnlyList<Measure> Measures)
{
    private IReadOnlyList<Field>? columns;

    public IReadOnlyList<Field> Columns => columns ??= [.. Keys.Select(key => key.Column), .. Measures.Select(measure => measure.Column)];

    /// <summary>Ties are broken by the keys, from least to greatest.</summary>
    public IReadOnlyList<GroupOrder> Order { get; init; } = [];

    /// <summary>Which groups are kept; its properties are columns.</summary>
    public Filter.AllOf Having { get; init; } = Filter.Everything;

    /// <summary>How many groups are kept, the first in order; null for all.</summary>
    public int? Most { get; init; }
}
