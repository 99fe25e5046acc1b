using LongAn.OpenData.Problems;
using LongAn.OpenData.Text;

namespace LongAn.OpenData.Server.Explorer.Docs;

/// <summary>One kind of problem, explained.</summary>
/// <param name="Example">A request that is answered with it; null where none is harmless.</param>
public sealed record ProblemCodeModel(ProblemCode Code, LocalizedText Advice, DocsExample? Example);
