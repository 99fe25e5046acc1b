using System.IO.Pipelines;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Storage.Sqlite;

namespace LongAn.OpenData.Exports;

/// <summary>Writes an export and says what it came to.</summary>
public static class ExportWriter
{
    /// <param name="question">Which records these are, in the words of the API; empty for all of them.</param>
    /// <param name="into">Left open; <see cref="Stream.Null"/> where only the facts are wanted.</param>
    /// <returns>The facts, of a file that is not kept.</returns>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    /// <inheritdoc cref="SqliteRecordStore.OpenAsync" path="/exception"/>
    public static async Task<ExportFacts> WriteAsync(SqliteRecordStore store, Dataset dataset, RecordsPlan plan, RecordFormat format, FormatOptions options, string question, Stream into, CancellationToken cancel)
    {
        var wide = format.Widen(plan);
        var heading = RecordsHeading.Of(wide, plan.Fields.Count, dataset, options, question);
        await using var digest = new DigestStream(into);
        if (format.IsDatabase)
            return await WriteFileAsync(store, plan, heading, digest, cancel);

        using var records = await store.OpenAsync(wide, extra: 0, cancel);
        var pipe = PipeWriter.Create(digest, new StreamPipeWriterOptions(leaveOpen: true));
        var rows = await RecordExport.WriteAsync(records, format, heading, pipe, cancel);
        await pipe.CompleteAsync();
        return FactsOf(rows, digest);
    }

    private static async Task<ExportFacts> WriteFileAsync(SqliteRecordStore store, RecordsPlan plan, RecordsHeading heading, DigestStream digest, CancellationToken cancel)
    {
        var rows = await store.CountAsync(plan, cancel);
        await using var file = await store.OpenFileAsync(plan, heading.Facts(), cancel);
        await file.CopyToAsync(digest, cancel);
        return FactsOf(rows, digest);
    }

    internal static ExportFacts FactsOf(long rows, DigestStream digest) => new(rows, digest.Length, Convert.ToHexStringLower(digest.Sha256()), Made: null);
}
