namespace LongAn.OpenData.Query.Cql2;

/// <summary>What a filter says, whichever way it was written, before anybody knows whether its names exist and its types fit.</summary>
/// <param name="At">Where it begins in the filter's text, from 0.</param>
internal abstract record Cql2Node(int At)
{
    public sealed record Property(string Name, int At) : Cql2Node(At);

    public sealed record Text(string Value, int At) : Cql2Node(At);

    /// <param name="Digits">As written: sign, digits, point, exponent.</param>
    public sealed record Number(string Digits, int At) : Cql2Node(At);

    public sealed record Flag(bool Value, int At) : Cql2Node(At);

    /// <param name="Wkt">Null where it is GeoJSON.</param>
    public sealed record Shape(string? Wkt, ReadOnlyMemory<byte> GeoJson, int At) : Cql2Node(At);

    public sealed record List(IReadOnlyList<Cql2Node> Items, int At) : Cql2Node(At);

    /// <summary>An operator or a function with what it is given; its name is that of <see cref="Cql2Operator"/> where there is one.</summary>
    public sealed record Call(string Name, IReadOnlyList<Cql2Node> Arguments, int At) : Cql2Node(At)
    {
        public Call(Cql2Operator known, IReadOnlyList<Cql2Node> arguments, int at) : this(known.Name, arguments, at) { }
    }
}
