using System.Globalization;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>Instants as CKAN writes them: UTC without saying so, to the microsecond; in its index with a Z.</summary>
internal static class CkanTime
{
    public static string Local(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset instant) => Local(instant) + "Z";
}
