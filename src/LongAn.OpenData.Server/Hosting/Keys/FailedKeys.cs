using System.Globalization;
using System.Net;
using LongAn.OpenData.Server.Hosting.Requests;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Keys;

/// <summary>
/// How often each address came with a wrong key in the last minute. Who did so too often is not answered as to the next one, and not logged, so that nobody
/// fills the log; a right key is taken at any time, since others may sit behind the same address.
/// </summary>
internal sealed class FailedKeys(IOptions<PortalOptions> options, TimeProvider clock)
{
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, (DateTimeOffset Since, int Count)> failures = [];

    /// <summary>Counts one more, and says in the answer's headers how many there may be.</summary>
    public bool IsOneTooMany(IPAddress? address, HttpResponse response)
    {
        var most = options.Value.Publishing.WrongKeysPerMinute;
        var now = clock.GetUtcNow();
        var who = ClientNetwork.Of(address);
        int count;
        TimeSpan left;
        lock (gate)
        {
            if (failures.Count >= MostAddresses)
                Forget(now);
            var seen = failures.GetValueOrDefault(who);
            if (now - seen.Since >= Window)
                seen = (now, 0);
            failures[who] = seen with { Count = seen.Count + 1 };
            count = seen.Count + 1;
            left = seen.Since + Window - now;
        }

        // As draft-ietf-httpapi-ratelimit-headers has them.
        var seconds = ((int)Math.Ceiling(left.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"wrong-keys\";q={most};w={Window.TotalSeconds}");
        response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"wrong-keys\";r={Math.Max(0, most - count)};t={seconds}");
        if (count <= most)
            return false;

        response.Headers.RetryAfter = seconds;
        return true;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (address, seen) in failures.ToArray())
        {
            if (now - seen.Since >= Window)
                failures.Remove(address);
        }

        if (failures.Count >= MostAddresses)
            failures.Clear(); // so many at once are one attacker: better to count anew than to grow
    }
}
