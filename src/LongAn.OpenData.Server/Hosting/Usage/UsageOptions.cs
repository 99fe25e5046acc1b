using System.ComponentModel.DataAnnotations;

namespace LongAn.OpenData.Server.Hosting.Usage;

/// <summary>How use is counted: the section <c>Portal:Usage</c>.</summary>
public sealed class UsageOptions
{
    /// <summary>How often counts are written down, in seconds; as much is lost where the server ends without stopping.</summary>
    [Range(1, 86_400)]
    public int FlushSeconds { get; set; } = 60;

    /// <summary>The counts of finished days are published as the dataset <c>usage</c>.</summary>
    public bool Publishes { get; set; } = true;
}
