using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>The version that <c>version=</c> or <c>as_of=</c> names; the one that is served where neither is given.</summary>
internal static class AskedVersion
{
    /// <summary>How long ago a moment must be for what was served then to be settled: a publish may be under way, or not seen here yet.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    /// <returns>Null where there is none such; then the problem says why.</returns>
    public static DatasetVersion? Find(Dataset dataset, IQueryCollection query, out Problem? problem) =>
        VersionChoice.Find(dataset, Of(query, RecordsParameter.Version), Of(query, RecordsParameter.AsOf), out problem);

    /// <summary>The answer never changes: the request names a version, or a time that has long passed.</summary>
    public static bool IsPinned(HttpContext http)
    {
        var query = http.Request.Query;
        return query.ContainsKey(RecordsParameter.Version.Name)
            || (Of(query, RecordsParameter.AsOf) is { } text && AsOf.TryParse(text, out var moment) && moment < http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() - Settled);
    }

    private static string? Of(IQueryCollection query, RecordsParameter parameter) => query.TryGetValue(parameter.Name, out var values) ? values[0] ?? "" : null;
}
