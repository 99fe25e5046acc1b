using System.Collections.Concurrent;
using System.Text.Json;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Exports;

/// <summary>
/// The files of whole versions, made when somebody first asks, by one maker at a time, and kept beside their version for as long as it
/// is. A file is there once its facts are: both are written under other names, brought to the disk and renamed, the facts last.
/// </summary>
/// <param name="dataFolder">Where the versions are, each dataset in a folder.</param>
/// <param name="report">Is told of a file that could not be made. Nobody but the one who asks is worse off: it is streamed, or tried again later.</param>
public sealed class StoredExports(SqliteRecordStore store, string dataFolder, StorageOptions options, TimeProvider clock, Action<WholeExport, Exception> report) : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(30);
    private readonly ExportRoom room = new(dataFolder, options.StoredExportMegabytes * 1024L * 1024, clock);
    private readonly ConcurrentDictionary<string, ExportFacts> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<ExportFacts?>>> making = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (long Since, bool IsForGood)> failed = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim maker = new(1);
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Files of the format are kept. A database is the version itself, and takes no room of its own.</summary>
    public bool Keeps(RecordFormat format) => format.IsDatabase || room.HasAny;

    /// <summary>Takes files away that are past the bound: after a start, for it may have been another before.</summary>
    public void MakeRoom() => room.MakeRoom();

    /// <returns>What the file is; null where it has not been made, or is not there any more.</returns>
    public ExportFacts? Find(WholeExport export) =>
        Recall(export) is { } facts && new FileInfo(export.Path) is { Exists: true } file && file.Length == facts.Bytes ? facts : null;

    /// <returns>What the file is, or was before it made room for others; null where it has not been made.</returns>
    public ExportFacts? Recall(WholeExport export)
    {
        if (known.TryGetValue(export.FactsPath, out var facts))
            return facts;
        if (ReadFacts(export.FactsPath) is { } read)
            known.TryAdd(export.FactsPath, facts = read);
        return facts;
    }

    /// <summary>Finds the file, or has it made and waits; who stops waiting does not stop the making.</summary>
    /// <returns>Null where it is not there in time, or cannot be made now.</returns>
    public async Task<ExportFacts?> TakeAsync(WholeExport export, TimeSpan atMost, CancellationToken cancel)
    {
        if (!Keeps(export.Format))
            return null;
        if (Find(export) is { } made)
        {
            room.Touch(export.Path);
            return made;
        }

        if (HasJustFailed(export))
            return null;

        try
        {
            return await making.GetOrAdd(export.FactsPath, _ => new(() => Task.Run(() => MakeAsync(export)))).Value.WaitAsync(atMost, clock, cancel);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Stops what is being made; nothing is left of it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;

        await stopping.CancelAsync();
        await Task.WhenAll(making.Values.Select(made => made.Value));
        stopping.Dispose();
        maker.Dispose();
    }

    private bool HasJustFailed(WholeExport export) =>
        failed.TryGetValue(export.FactsPath, out var fault) && (fault.IsForGood || clock.GetElapsedTime(fault.Since) < PauseAfterFault);

    private async Task<ExportFacts?> MakeAsync(WholeExport export)
    {
        try
        {
            await maker.WaitAsync(stopping.Token);
            try
            {
                return HasJustFailed(export) ? null : Find(export) ?? await MakeNowAsync(export); // another may have made it, or failed to, since it was asked for
            }
            finally
            {
                maker.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault)
        {
            failed[export.FactsPath] = (clock.GetTimestamp(), fault is ExportTooLargeException);
            report(export, fault);
            return null;
        }
        finally
        {
            making.TryRemove(export.FactsPath, out _);
        }
    }

    private async Task<ExportFacts> MakeNowAsync(WholeExport export)
    {
        if (!export.Format.IsDatabase)
            room.CheckFor(export);
        File.Delete(export.FactsPath); // never facts of one file beside the bytes of another
        var facts = export switch
        {
            { Format.IsDatabase: true } => await WriteAsync(export, Stream.Null) with { Made = export.Version.Created },
            { Encoding: var encoding } when encoding == ExportEncoding.Identity => await KeepAsync(export.Path, async into => CheckSize(await WriteAsync(export, into))),
            _ => await PackAsync(export),
        };
        if (!export.Format.IsDatabase)
        {
            room.Touch(export.Path);
            room.MakeRoom(export.Path);
        }

        await KeepAsync(export.FactsPath, async into =>
        {
            await JsonSerializer.SerializeAsync(into, facts, PortalJson.Compact, stopping.Token);
            return facts;
        });
        DurableFile.FlushFolder(Path.GetDirectoryName(export.FactsPath)!);
        foreach (var outdated in export.Outdated())
            File.Delete(outdated);
        known[export.FactsPath] = facts;
        failed.TryRemove(export.FactsPath, out _);
        return facts;
    }

    private Task<ExportFacts> WriteAsync(WholeExport export, Stream into) =>
        ExportWriter.WriteAsync(store, export.Dataset, RecordsPlan.Whole(export.Version), export.Format, FormatOptions.Default, question: "", into, stopping.Token);

    private async Task<ExportFacts> PackAsync(WholeExport export)
    {
        var plain = export with { Encoding = ExportEncoding.Identity };
        var facts = Find(plain) ?? await MakeNowAsync(plain);
        await using var from = plain.Open(facts) ?? throw new FileNotFoundException("It has gone since it was made.", plain.Path);
        return await KeepAsync(export.Path, async into =>
        {
            await using var digest = new DigestStream(into);
            await using (var packer = export.Encoding.Pack(digest))
                await from.CopyToAsync(packer, stopping.Token);
            return CheckSize(ExportWriter.FactsOf(facts.Rows, digest));
        });
    }

    private ExportFacts CheckSize(ExportFacts facts)
    {
        room.CheckSize(facts.Bytes);
        return facts;
    }

    /// <summary>Writes a file so that it is there whole or not at all.</summary>
    private async Task<ExportFacts> KeepAsync(string path, Func<Stream, Task<ExportFacts>> write)
    {
        var staged = $"{path}.{Guid.NewGuid():N}{SqliteStagedVersion.StagingEnding}";
        try
        {
            ExportFacts facts;
            await using (var file = new FileStream(staged, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, 64 * 1024))
            {
                facts = await write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(staged, path, overwrite: true);
            return facts with { Made = facts.Made ?? clock.GetUtcNow() };
        }
        catch
        {
            File.Delete(staged);
            throw;
        }
    }

    private static ExportFacts? ReadFacts(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ExportFacts>(File.ReadAllBytes(path), PortalJson.Compact);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null; // not there, or not ours: it is made anew
        }
    }
}
