using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query;

namespace LongAn.OpenData.Tests.Support;

/// <summary>Plans from query strings: <c>a=1&amp;b=2</c>, percent-encoded as in a URL.</summary>
internal static class Plans
{
    /// <summary>A request without a limit reads everything, as an export does.</summary>
    public static RecordsPlan Of(Dataset dataset, string query)
    {
        var request = Request(query);
        request = request with { IsExport = !request.Words.Any(word => word.Key is "limit" or "cursor" or "offset" or "count") };
        Assert.True(RecordsPlanner.TryPlan(request, dataset, out var plan, out var problems), string.Join('\n', problems.Select(problem => problem.Message.En)));
        return plan;
    }

    public static IReadOnlyList<Problem> Problems(Dataset dataset, string query, bool isExport = false)
    {
        Assert.False(RecordsPlanner.TryPlan(Request(query) with { IsExport = isExport }, dataset, out var plan, out var problems));
        Assert.Null(plan);
        return problems;
    }

    public static RecordsRequest Request(string query) => new(
        [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=', 2)).Select(parts => KeyValuePair.Create(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : ""))]);

    /// <summary>A dataset that is nowhere on the disk: planning needs none.</summary>
    public static Dataset DatasetOf(string schema, int versions = 1, Location? location = null)
    {
        var descriptor = Descriptors.Of(schema);
        var all = Enumerable.Range(1, versions).Select(number => new DatasetVersion(descriptor.Id, number, $"digest {number}", 0, DateTimeOffset.UnixEpoch, "nowhere", descriptor.Schema, location) { Provenance = Provenance.Compiled, Profile = [] }).ToList();
        return new Dataset(descriptor.Description, all, all[^1], DateTimeOffset.UnixEpoch);
    }
}
