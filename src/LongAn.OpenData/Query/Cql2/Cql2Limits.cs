namespace LongAn.OpenData.Query.Cql2;

/// <summary>How large a filter may be. Past a bound the API answers 400 and names it.</summary>
public static class Cql2Limits
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxText = 100_000;

    /// <summary>Parentheses, calls, NOTs and signs inside one another.</summary>
    public const int MaxDepth = 20;

    /// <summary>Operators and functions; SQLite goes 1,000 deep.</summary>
    public const int MaxOperations = 500;

    /// <summary>Values in a list.</summary>
    public const int MaxList = 500;

    /// <summary>In one pattern; each may try every place of a text.</summary>
    public const int MaxWildcards = 10;

    /// <summary>In one filter; a reader keeps as many prepared.</summary>
    public const int MaxShapes = 16;

    /// <summary>In one shape.</summary>
    public const int MaxPoints = Spatial.ShapeReader.MaxPoints;
}
