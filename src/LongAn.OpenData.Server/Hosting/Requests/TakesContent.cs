namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>Says of an endpoint in which media types it takes a body.</summary>
internal sealed record TakesContent(IReadOnlyList<string> MediaTypes);

/// <summary>Says of an endpoint which headers of a request it looks at.</summary>
internal sealed record TakesHeaders(IReadOnlyList<QueryParameter> Headers);
