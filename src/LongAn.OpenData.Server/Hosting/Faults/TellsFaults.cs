using LongAn.OpenData.Problems;

namespace LongAn.OpenData.Server.Hosting.Faults;

/// <summary>On the routes of a protocol that has errors of its own: how it tells a fault of ours, or that the portal is busy.</summary>
internal sealed record TellsFaults(Func<Problem, IResult> Shape);
