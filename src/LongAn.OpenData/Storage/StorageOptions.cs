using System.ComponentModel.DataAnnotations;

namespace LongAn.OpenData.Storage;

/// <summary>How reads are bounded.</summary>
public sealed class StorageOptions
{
    /// <summary>Longest a query may run before its first record, in seconds; a page, before its last.</summary>
    [Range(1, 300)]
    public int QuerySeconds { get; set; } = 15;

    /// <summary>Longest a read waits for a free reader, in seconds.</summary>
    [Range(0, 60)]
    public int QueueSeconds { get; set; } = 5;

    /// <summary>How many reads of pages and counts may run at once; each holds a thread while SQLite works.</summary>
    [Range(1, 256)]
    public int PageReaders { get; set; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>How many exports may run at once; an export holds its reader for as long as its client takes.</summary>
    [Range(1, 1024)]
    public int ExportReaders { get; set; } = 32;

    /// <summary>
    /// How long an export may have waited for its client, in seconds, counting waits of a second and more for 64 KB; past that its connection
    /// is cut where another export waits for a reader and none is free.
    /// </summary>
    [Range(1, 3600)]
    public int SlowClientSeconds { get; set; } = 30;

    /// <summary>
    /// How much of the disk the kept files of whole versions may take, in megabytes; those not asked for longest make room. 0 keeps none but
    /// databases, which are the versions themselves: the rest is streamed.
    /// </summary>
    [Range(0, 100_000_000)]
    public int StoredExportMegabytes { get; set; } = 10_240;

    /// <summary>Longest a download of a whole version waits for its file to be made, in seconds; it is streamed then, and the file is there for the next.</summary>
    [Range(0, 60)]
    public int StoredExportSeconds { get; set; } = 2;

    /// <summary>Longest the digest of an export that is not kept may take, in seconds: all of it is written, to nowhere.</summary>
    [Range(1, 3600)]
    public int ManifestSeconds { get; set; } = 120;

    /// <summary>How many questions for groups (facets, aggregates) may run at once; each may read all records, so pages keep readers of their own.</summary>
    [Range(1, 64)]
    public int GroupReaders { get; set; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>How much memory may keep the answers to questions for groups, in megabytes.</summary>
    [Range(0, 4096)]
    public int GroupCacheMegabytes { get; set; } = 32;
}
