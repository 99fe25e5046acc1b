namespace LongAn.OpenData.Query.Spatial;

/// <summary>A page of what is near a point, the nearest first: the records of a smaller circle come before all others, so it can do with that.</summary>
/// <param name="Plan">Sorts by the distance first, upwards.</param>
/// <param name="Near">The condition of the plan's filter with that distance.</param>
public sealed record NearestFirst(RecordsPlan Plan, Filter.Near Near)
{
    /// <returns>Null where the plan is no such page.</returns>
    public static NearestFirst? Of(RecordsPlan plan) =>
        plan is { Limit: not null, IsDistinct: false, Sort: [{ By: Expression.Distance distance, Descending: false }, ..] }
        && plan.Filter.Parts.OfType<Filter.Near>().FirstOrDefault(near => near.From == distance) is { } near
            ? new NearestFirst(plan, near)
            : null;

    /// <summary>How far from the point a position in the plan's order is, in metres; null for no position.</summary>
    public static double? MetresOf(PageCursor? position) =>
        position?.Values[0] is { } value ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The same question, asked no further than that.</summary>
    public RecordsPlan Within(double metres) => Plan with
    {
        Filter = new Filter.AllOf([.. Plan.Filter.Parts.Select(part => ReferenceEquals(part, Near) ? Near with { Metres = metres } : part)]),
    };
}
