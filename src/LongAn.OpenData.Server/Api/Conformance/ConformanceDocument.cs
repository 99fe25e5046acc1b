using System.Text.Json.Serialization;
using LongAn.OpenData.Query.Cql2;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Api.Conformance;

/// <summary>Which standards the API conforms to, and what a filter may use.</summary>
/// <param name="ConformsTo">The addresses of conformance classes; the name is that of OGC API.</param>
internal sealed record ConformanceDocument(
    [property: JsonPropertyName("conformsTo")] IReadOnlyList<string> ConformsTo,
    IReadOnlyList<ConformanceClass> Classes,
    IReadOnlyList<ConformanceOperator> Operators,
    ConformanceLimits Limits)
{
    public static ConformanceDocument Current { get; } = new(
        [.. Cql2Capability.All.Where(row => row.IsComplete).Select(row => row.Uri)],
        [.. Cql2Capability.All.Select(row => new ConformanceClass(row.Uri, row.Title, row.IsComplete, row.Example, row.Note))],
        [.. Cql2Operator.All.Select(row => new ConformanceOperator(row.Name, row.Group, row.Title, row.IsSupported, row.Example))],
        new ConformanceLimits(Cql2Limits.MaxText, Cql2Limits.MaxDepth, Cql2Limits.MaxOperations, Cql2Limits.MaxList, Cql2Limits.MaxWildcards, Cql2Limits.MaxShapes, Cql2Limits.MaxPoints));
}

/// <summary>A conformance class of CQL2 (OGC 21-065r2).</summary>
/// <param name="IsComplete">Whether all of it is there.</param>
internal sealed record ConformanceClass(string Uri, LocalizedText Title, bool IsComplete, string? Example, LocalizedText? Note);

/// <summary>An operator or function of CQL2.</summary>
/// <param name="IsSupported">False where the standard has it and the portal does not.</param>
internal sealed record ConformanceOperator(string Name, Cql2Group Group, LocalizedText Title, bool IsSupported, string Example);

/// <summary>How large a filter may be.</summary>
/// <param name="Text">In characters.</param>
/// <param name="Depth">Parentheses, calls and NOTs inside one another.</param>
/// <param name="Operations">Operators, functions and parentheses.</param>
/// <param name="List">Values in a list.</param>
/// <param name="Wildcards">% in a pattern.</param>
/// <param name="Shapes">In one filter.</param>
/// <param name="Points">In one shape.</param>
internal sealed record ConformanceLimits(int Text, int Depth, int Operations, int List, int Wildcards, int Shapes, int Points);
