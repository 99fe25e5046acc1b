namespace LongAn.OpenData.Server.Hosting;

/// <summary>The day as it is in Vietnam, which has had one time zone without summer time since 1975.</summary>
internal static class PortalDay
{
    private static readonly TimeSpan Zone = TimeSpan.FromHours(7);

    public static DateOnly Of(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime + Zone);
}
