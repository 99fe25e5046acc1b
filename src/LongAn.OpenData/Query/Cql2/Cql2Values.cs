using LongAn.OpenData.Catalog;

namespace LongAn.OpenData.Query.Cql2;

/// <summary>The values of a filter: fields, calculations, folded text, and literals, which take the type of what they stand beside.</summary>
internal sealed class Cql2Values(Cql2Binder binder)
{
    private readonly Cql2Literals literals = new(binder.Mistakes);

    public Cql2Literals Literals => literals;

    /// <summary>Values that are compared with one another.</summary>
    /// <returns>One each, of types that fit; null where there is a mistake, which is reported.</returns>
    public Expression[]? Together(params IReadOnlyList<Cql2Node> nodes)
    {
        var values = new Expression?[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
            values[i] = Cql2Literals.IsLiteral(nodes[i]) ? null : Value(nodes[i]);
        if (nodes.Where((node, i) => values[i] is null && !Cql2Literals.IsLiteral(node)).Any())
            return null;

        var guide = values.FirstOrDefault(value => value is not null);
        for (var i = 0; i < nodes.Count; i++)
        {
            values[i] ??= literals.Read(nodes[i], guide);
            guide ??= values[i];
        }

        return values.Contains(null) || !Fit(nodes, values!, guide!) ? null : values.OfType<Expression>().ToArray();
    }

    /// <returns>Null, and reported, where it is no value.</returns>
    public Expression? Value(Cql2Node node)
    {
        switch (node)
        {
            case Cql2Node.Property property:
                return binder.Named(property);
            case var _ when Cql2Literals.IsLiteral(node):
                return literals.Read(node, null);
            case Cql2Node.Call call when binder.Known(call) is { } row:
                if (row.Value is { } bind)
                    return binder.HasArguments(call, row) ? bind(binder, call) : null;
                if (row.Condition is not null)
                    binder.Mistakes.Unsupported(call.At, $"điều kiện ({row.Name}) làm giá trị", $"a condition ({row.Name}) as a value");
                else
                    NotAValue(node);
                return null;
            case Cql2Node.Call:
                return null;
            default:
                NotAValue(node);
                return null;
        }
    }

    /// <summary>The two sides of <c>+ - * / % ^ div</c>.</summary>
    public Expression? Calculated(Cql2Node.Call call)
    {
        var (left, right) = (Number(call.Arguments[0]), Number(call.Arguments[1]));
        return left is null || right is null ? null : new Expression.Arithmetic(call.Name, left, right);
    }

    /// <summary><c>CASEI</c> or <c>ACCENTI</c> of something that is no literal.</summary>
    public Expression? Folded(Cql2Node.Call call, TextFold fold)
    {
        var value = Value(call.Arguments[0]);
        if (value is null)
            return null;
        if (value is Expression.Folded inner)
            return new Expression.Folded(fold | inner.Fold, inner.Text);
        if (Family(value.Type) == FieldType.String)
            return new Expression.Folded(fold, value);

        binder.Mistakes.NotForType(call.At, call.Name, value.Type);
        return null;
    }

    /// <summary>Types whose values compare with one another have one family.</summary>
    public static FieldType Family(FieldType type)
    {
        if (type == FieldType.Integer || type == FieldType.Year)
            return FieldType.Number;
        return type == FieldType.Any ? FieldType.String : type;
    }

    private Expression? Number(Cql2Node node)
    {
        var value = Value(node);
        if (value is null || Family(value.Type) == FieldType.Number)
            return value;

        binder.Mistakes.Type(node.At, $"cần một số, không phải kiểu {value.Type}", $"expected a number, not the type {value.Type}");
        return null;
    }

    /// <summary>Days and instants fit; how they compare is for <see cref="Cql2Comparison"/>.</summary>
    private bool Fit(IReadOnlyList<Cql2Node> nodes, Expression[] values, Expression guide)
    {
        var before = binder.Mistakes.Count;
        for (var i = 0; i < values.Length; i++)
        {
            var (family, wanted) = (Family(values[i].Type), Family(guide.Type));
            var areTimes = Cql2Literals.IsTime(family) && Cql2Literals.IsTime(wanted);
            if (family != wanted && !areTimes)
                binder.Mistakes.Type(nodes[i].At, $"không so sánh được kiểu {values[i].Type} với kiểu {guide.Type}", $"cannot compare the type {values[i].Type} with the type {guide.Type}");
        }

        return binder.Mistakes.Count == before;
    }

    private void NotAValue(Cql2Node node)
    {
        var name = (node as Cql2Node.Call)?.Name ?? (node is Cql2Node.List ? "(…)" : "WKT");
        binder.Mistakes.Type(node.At, $"{name} không dùng được ở đây: cần một giá trị", $"{name} has no place here: expected a value");
    }
}
