using System.ComponentModel.DataAnnotations;
using LongAn.OpenData.Publishing;

namespace LongAn.OpenData.Server.Hosting;

/// <summary>Which versions are kept: the section <c>Portal:Retention</c>. Where neither is said, all are.</summary>
public sealed class RetentionOptions
{
    /// <summary>How many of each dataset's newest versions are kept.</summary>
    [Range(1, 1_000_000)]
    public int? KeepVersions { get; set; }

    /// <summary>How long a version is kept after it was last served, in days.</summary>
    [Range(1, 100_000)]
    public int? KeepDays { get; set; }

    public RetentionPolicy Policy => new(KeepVersions, KeepDays is { } days ? TimeSpan.FromDays(days) : null);
}
