using LongAn.OpenData.Catalog;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>Turns what a filter says into what it asks of one dataset's records: names become fields, literals become values of their types.</summary>
internal sealed class Cql2Binder
{
    public Cql2Binder(DatasetVersion version, Cql2Mistakes mistakes)
    {
        Version = version;
        Mistakes = mistakes;
        Values = new Cql2Values(this);
    }

    public DatasetVersion Version { get; }

    public Cql2Mistakes Mistakes { get; }

    public Cql2Values Values { get; }

    /// <summary>How many shapes were met so far.</summary>
    public int Shapes { get; set; }

    /// <returns>Null where there is a mistake, which is reported; the other parts are looked at nonetheless.</returns>
    public Filter? Condition(Cql2Node node)
    {
        switch (node)
        {
            case Cql2Node.Flag flag:
                return new Filter.Always(flag.Value);
            case Cql2Node.Property property:
                return Holds(property);
            case Cql2Node.Call call when Known(call) is { Condition: { } bind } row:
                return HasArguments(call, row) ? bind(this, call) : null;
            case Cql2Node.Call call when Cql2Operator.Find(call.Name) is not { IsSupported: true }:
                return null;
            default:
                Mistakes.Type(node.At, "cần một điều kiện, không phải một giá trị", "expected a condition, not a value");
                return null;
        }
    }

    public Filter? Joined(Cql2Node.Call call, Func<IEnumerable<Filter>, Filter> join)
    {
        Filter?[] parts = [.. call.Arguments.Select(Condition)];
        return parts.Contains(null) ? null : join(parts!);
    }

    /// <returns>The operator's row; null, and reported, where the portal does not have it.</returns>
    public Cql2Operator? Known(Cql2Node.Call call)
    {
        var row = Cql2Operator.Find(call.Name);
        if (row is { IsSupported: true })
            return row;

        if (row is null)
            Mistakes.Unsupported(call.At, $"hàm {ProblemMessages.Cut(call.Name)}", $"the function {ProblemMessages.Cut(call.Name)}", Nearest.To(call.Name, Cql2Operator.All.Where(known => known.IsSupported && known.IsFunction).Select(known => known.Name)));
        else
            Mistakes.Unsupported(call.At, $"hàm mảng {row.Name}", $"the array function {row.Name}");
        return null;
    }

    public bool HasArguments(Cql2Node.Call call, Cql2Operator row)
    {
        var count = call.Arguments.Count;
        if (count >= row.Least && count <= row.Most)
            return true;

        var wanted = row.Least == row.Most ? $"{row.Least}" : row.Most == int.MaxValue ? $"{row.Least}+" : $"{row.Least}–{row.Most}";
        Mistakes.Syntax(call.At, $"{row.Name}({count})", new LocalizedText($"{row.Name} với {wanted} tham số", $"{row.Name} with {wanted} arguments"));
        return false;
    }

    /// <summary>A field, or <c>key.field</c> of the record that a foreign key points to.</summary>
    /// <returns>Null, and reported, where the dataset has no such field.</returns>
    public Expression? Named(Cql2Node.Property property)
    {
        if (Version.Schema.Find(property.Name) is { } own)
            return new Expression.Property(own);
        if (ReferencedField.Find(property.Name, Version) is { Field: not null } through)
            return new Expression.Foreign(through.Reference, through.Field);

        if (Spatial.Place.Find(property.Name, Version) is not null)
            Mistakes.Type(property.At, $"{property.Name} là vị trí, chỉ dùng trong các hàm S_ và IS NULL", $"{property.Name} is a place, for the functions S_ and IS NULL only");
        else
            Mistakes.UnknownField(property.At, property.Name, ReferencedField.NamesLike(property.Name, Version));
        return null;
    }

    /// <summary>A boolean field alone is a condition.</summary>
    private Filter.Comparison? Holds(Cql2Node.Property property)
    {
        if (Named(property) is not { } value)
            return null;
        if (value.Type == FieldType.Boolean)
            return new Filter.Comparison(value, "=", new Expression.Literal(1L, FieldType.Boolean));

        Mistakes.Type(property.At, $"trường {property.Name} (kiểu {value.Type}) không phải một điều kiện", $"the field {property.Name} (type {value.Type}) is not a condition");
        return null;
    }
}
