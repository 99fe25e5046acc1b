using System.ComponentModel.DataAnnotations;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>How reading from other addresses is bounded.</summary>
public sealed class HarvestOptions
{
    /// <summary>Longest one file may take, in seconds.</summary>
    [Range(1, 86_400)]
    public int Seconds { get; set; } = 600;

    /// <summary>The largest file, decompressed, in megabytes.</summary>
    [Range(1, 1_000_000)]
    public int Megabytes { get; set; } = 2_048;

    /// <summary>How often sources are looked for that are due, in seconds; 0 leaves it to the command.</summary>
    [Range(0, 86_400)]
    public int LookSeconds { get; set; } = 60;
}
