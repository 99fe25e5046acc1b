using LongAn.OpenData.Formats;
using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Hosting.Usage;

/// <summary>Says of endpoints that an answer counts as use of the dataset that the path names (<c>{id}</c>).</summary>
/// <param name="Kind">Null where it does not.</param>
internal sealed record Counts(UsageKind? Kind);

/// <summary>What the answer to one request will count as.</summary>
internal sealed record UsageMark(UsageCounter Counter, UsageKind Kind, string Dataset)
{
    /// <summary>The number that this answer adds to.</summary>
    public UsageTally TallyOf(HttpContext http) => Counter.Of(Dataset, Kind, FormatOf(http));

    /// <summary>By the name that <c>format=</c> takes; of other media types what stands behind the slash.</summary>
    private string FormatOf(HttpContext http)
    {
        if (Kind == UsageKind.Download && http.Request.RouteValues["format"] is string asked)
            return asked;
        if (http.Response.ContentType is not { } type)
            return (Negotiation.Choose(http.Request, RecordFormat.Paged, out _) ?? RecordFormat.Json).Name; // a 304 names none

        var media = type.AsSpan(0, type.IndexOf(';', StringComparison.Ordinal) is >= 0 and var end ? end : type.Length).Trim();
        foreach (var format in RecordFormat.All)
        {
            if (media.Equals(format.MediaType, StringComparison.OrdinalIgnoreCase))
                return format.Name;
        }

        return media[(media.IndexOf('/') + 1)..].ToString();
    }
}

/// <summary>How handlers say what their answers count as, where the route does not say it.</summary>
internal static class UsageMarks
{
    /// <summary>This answer counts as use of this dataset. Explorer: <c>http.CountAs(UsageKind.View, dataset.Id)</c> on every page of a dataset.</summary>
    /// <param name="dataset">The id of one that there is.</param>
    public static void CountAs(this HttpContext http, UsageKind kind, string dataset) =>
        http.Features.Set(new UsageMark(http.RequestServices.GetRequiredService<UsageCounter>(), kind, dataset));
}
