using LongAn.OpenData.Server.Hosting.Publishing;

namespace LongAn.OpenData.Server.Api.Publishing;

/// <summary>What became of what was said about a dataset.</summary>
/// <param name="Outcome"><c>described</c>: it holds now; <c>unchanged</c>; <c>drafted</c>: it holds with the next content.</param>
/// <param name="Version">What is served; null where there is nothing yet.</param>
internal sealed record DescriptionDocument(string Dataset, string Outcome, int? Version, string? Tag, PublishLinks Links);
