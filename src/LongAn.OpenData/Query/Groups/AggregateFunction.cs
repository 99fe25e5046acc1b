using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Groups;

/// <summary>
/// What can be measured of a group: one row each. The row feeds the planner, the grouper, OpenAPI and the documentation.
/// Records without a value in the field are passed over; of no values at all every function but the counts gives null.
/// </summary>
public sealed record AggregateFunction
{
    private static readonly Dictionary<string, AggregateFunction> ByName = new(StringComparer.Ordinal);

    private AggregateFunction(string name, string vi, string en, Func<FieldType, bool> fits, Func<FieldType, FieldType> result, Func<FieldType, GroupBudget, Accumulator> make)
    {
        Name = name;
        Title = new LocalizedText(vi, en);
        Fits = fits;
        Result = result;
        Make = make;
        ByName.Add(name, this);
    }

    /// <summary>What stands before the colon in <c>measures=sum:capital</c>, and begins the column's name: <c>sum_capital</c>.</summary>
    public string Name { get; }

    public LocalizedText Title { get; }

    public Func<FieldType, bool> Fits { get; }

    /// <summary>The type of the answer, from the type of the field.</summary>
    public Func<FieldType, FieldType> Result { get; }

    internal Func<FieldType, GroupBudget, Accumulator> Make { get; }

    public static IEnumerable<AggregateFunction> All => ByName.Values;

    public static AggregateFunction? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Without a field, records; with one, records that have a value in it.</summary>
    public static readonly AggregateFunction Count = new("count", "Số bản ghi", "Number of records", type => true, _ => FieldType.Integer, (_, _) => new ValueCounter());

    public static readonly AggregateFunction CountDistinct = new("count_distinct", "Số giá trị khác nhau", "Number of different values", type => true, _ => FieldType.Integer, (type, budget) =>
        type.Kind is ValueKind.Integer or ValueKind.Boolean ? new DistinctIntegers(budget) : type.Kind == ValueKind.Real ? new DistinctReals(budget) : new DistinctTexts(budget));

    /// <summary>Of integers exact at any size, never wrapping; of other numbers null where it passes what a double holds.</summary>
    public static readonly AggregateFunction Sum = new("sum", "Tổng", "Sum", IsQuantity, type => type == FieldType.Integer ? FieldType.ExactInteger : FieldType.Number, (type, _) =>
        type == FieldType.Integer ? new IntegerSum() : new RealSum());

    public static readonly AggregateFunction Average = new("avg", "Trung bình", "Average", IsQuantity, _ => FieldType.Number, (type, _) =>
        type == FieldType.Integer ? new IntegerAverage() : new RealAverage());

    public static readonly AggregateFunction Min = new("min", "Nhỏ nhất", "Least", type => type.IsOrdered, type => type, (type, _) => Extreme.Of(type, -1));

    public static readonly AggregateFunction Max = new("max", "Lớn nhất", "Greatest", type => type.IsOrdered, type => type, (type, _) => Extreme.Of(type, 1));

    /// <summary>Exact; half way between the middle two where their number is even.</summary>
    public static readonly AggregateFunction Median = new("median", "Trung vị", "Median", IsQuantity, type => type == FieldType.Integer ? FieldType.ExactNumber : FieldType.Number, (type, budget) =>
        type == FieldType.Integer ? new IntegerMedian(budget) : new RealMedian(budget));

    /// <summary>Whole numbers and numbers, but not years: nobody adds years.</summary>
    private static bool IsQuantity(FieldType type) => type == FieldType.Integer || type == FieldType.Number;
}
