namespace LongAn.OpenData.Query;

/// <summary>A condition that a protocol makes of a parameter of its own, in the language of <c>filter</c> (CQL2 text).</summary>
/// <param name="Parameter">What the caller wrote it in, for the mistakes.</param>
public sealed record DialectCondition(string Parameter, string Cql2);
