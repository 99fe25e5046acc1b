using LongAn.OpenData.Query;

namespace LongAn.OpenData.Server.Hosting.Requests;

/// <summary>Reads a query string into a request; never fails, since checking is the planner's.</summary>
internal static class RequestQuery
{
    private static readonly RecordsRequest Nothing = new([]);

    public static RecordsRequest Read(IQueryCollection query) => query.Count == 0 ? Nothing :
        new([.. query.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")))]);
}
