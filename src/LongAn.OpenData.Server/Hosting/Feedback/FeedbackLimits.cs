using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Feedback;

/// <summary>
/// How much may be reported from one address in an hour, and from all of them. Addresses are known to the memory of this process alone,
/// for that hour, and stand beside nothing that was written.
/// </summary>
internal sealed class FeedbackLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private readonly int most;
    private readonly PartitionedRateLimiter<IPAddress> each;
    private readonly FixedWindowRateLimiter all;

    public FeedbackLimits(IOptions<PortalOptions> options)
    {
        most = options.Value.Feedback.PerHour;
        each = PartitionedRateLimiter.Create<IPAddress, IPAddress>(network => RateLimitPartition.GetFixedWindowLimiter(network, _ => InWindow(most)));
        all = new FixedWindowRateLimiter(InWindow(options.Value.Feedback.PerHourInAll));
    }

    /// <summary>Counts one more, and says in the answer's headers how many there may be.</summary>
    public Problem? IsOneTooMany(HttpContext http)
    {
        var network = ClientNetwork.Of(http);
        using var lease = each.AttemptAcquire(network);
        using var share = lease.IsAcquired ? all.AttemptAcquire() : null;
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"feedback\";q={most};w={Window.TotalSeconds}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"feedback\";r={each.GetStatistics(network)?.CurrentAvailablePermits ?? 0}");
        if (share?.IsAcquired == true)
            return null;

        var wait = (share ?? lease).TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new Problem(ProblemCode.FeedbackLimit, $"Mỗi địa chỉ gửi nhiều nhất {most} phản ánh một giờ; Retry-After cho biết chờ bao lâu.", $"An address may report at most {most} things an hour; Retry-After says how long to wait.") { Maximum = most };
    }

    public void Dispose()
    {
        each.Dispose();
        all.Dispose();
    }

    private static FixedWindowRateLimiterOptions InWindow(int permits) => new() { PermitLimit = permits, Window = Window, QueueLimit = 0, AutoReplenishment = true };
}
