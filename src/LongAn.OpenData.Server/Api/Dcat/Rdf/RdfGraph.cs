namespace LongAn.OpenData.Server.Api.Dcat.Rdf;

/// <summary>
/// A graph of triples, said once and written in any notation. Every subject has an address of its own, so there are no blank nodes, and
/// two harvests of the same catalog can be compared as they stand. Subjects and what is said of them keep their order; nothing stands twice.
/// </summary>
internal sealed class RdfGraph
{
    private readonly Dictionary<string, RdfSubject> byAddress = new(StringComparer.Ordinal);
    private readonly List<RdfSubject> subjects = [];

    public IReadOnlyList<RdfSubject> Subjects => subjects;

    /// <param name="types">Prefixed names; the first is the main one.</param>
    public RdfSubject Add(string address, params ReadOnlySpan<string> types)
    {
        address = RdfTerm.Escape(address);
        if (!byAddress.TryGetValue(address, out var subject))
        {
            subject = new RdfSubject(address);
            byAddress.Add(address, subject);
            subjects.Add(subject);
        }

        foreach (var type in types)
            subject.Is(type);
        return subject;
    }
}

/// <summary>A subject, and what is said of it.</summary>
internal sealed class RdfSubject(string address)
{
    private readonly List<string> types = [];
    private readonly HashSet<(string, RdfTerm)> said = [];
    private readonly Dictionary<string, List<RdfTerm>> values = new(StringComparer.Ordinal);

    public string Address { get; } = address;

    /// <summary>As an object of other subjects.</summary>
    public RdfTerm Term => RdfTerm.Address(Address);

    /// <summary>Prefixed names.</summary>
    public IReadOnlyList<string> Types => types;

    /// <summary>By predicate (a prefixed name), in the order they were said.</summary>
    public IEnumerable<KeyValuePair<string, List<RdfTerm>>> Values => values;

    public void Is(string type)
    {
        if (!types.Contains(type, StringComparer.Ordinal))
            types.Add(type);
    }

    public RdfSubject Has(string predicate, RdfTerm value)
    {
        if (!said.Add((predicate, value)))
            return this;

        if (!values.TryGetValue(predicate, out var list))
            values.Add(predicate, list = []);
        list.Add(value);
        return this;
    }

    public RdfSubject Has(string predicate, IEnumerable<RdfTerm> all)
    {
        foreach (var value in all)
            Has(predicate, value);
        return this;
    }
}
