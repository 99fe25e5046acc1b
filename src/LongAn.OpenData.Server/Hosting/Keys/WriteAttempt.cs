using System.Diagnostics;
using System.Net;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Publishing.Keys;
using LongAn.OpenData.Publishing.Log;
using Microsoft.AspNetCore.Http.Features;

namespace LongAn.OpenData.Server.Hosting.Keys;

/// <summary>A request with a key, as the log will tell of it: the gate knows who asks and for what, the handler what became of it.</summary>
internal sealed class WriteAttempt(HttpContext http, string action)
{
    /// <summary>Null until the key is known.</summary>
    public ApiKey? Key { get; set; }

    /// <summary>The publisher of the dataset that is to be written; null where there is none.</summary>
    public string? Owner { get; set; }

    public string? Dataset { get; set; }

    /// <summary>What became of it; left out where the answer is a problem, whose code says it.</summary>
    public string? Outcome { get; set; }

    public DatasetVersion? Version { get; set; }

    public string? Reason { get; set; }

    public string? Job { get; set; }

    /// <summary>Names the work, and stands with what came of it: the id of the upload where there is one.</summary>
    public string Work { get; set; } = Guid.CreateVersion7().ToString("N");

    /// <summary>An IPv4 address is one, whatever socket it came in by.</summary>
    public IPAddress? Remote { get; } = http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;

    private string Request { get; } = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    /// <summary>The attempt of a request that the gate let in.</summary>
    public static WriteAttempt Of(HttpContext http) => http.Features.GetRequiredFeature<WriteAttempt>();

    /// <summary>The version's origin, where the attempt makes one.</summary>
    public VersionOrigin ToOrigin() => new(PublishChannel.Http) { Publisher = Key!.Publisher, Actor = Key.Name, Reason = Reason };

    public LogEntry ToEntry(DateTimeOffset at, int status, string outcome) => new(at, action, status, outcome, Request)
    {
        Publisher = Key?.Publisher,
        Owner = Owner,
        KeyId = Key?.Id,
        KeyName = Key?.Name,
        Dataset = Dataset,
        Version = Version?.Number,
        Remote = Remote?.ToString(),
        Reason = Reason,
        Job = Job,
    };
}
