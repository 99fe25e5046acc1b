using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Explorer.Records;

/// <summary>Where a record's own page is.</summary>
internal static class RecordAddress
{
    /// <returns>A path without the portal's prefix.</returns>
    public static string Of(string dataset, IEnumerable<string> key) => $"{DatasetTab.PathOf(dataset, "records")}/{RecordKey.Write(key)}";
}
