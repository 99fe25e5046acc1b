using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Storage;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Api.Exports;

/// <summary>Answers with manifests: of files that are kept, and of exports that are written to nowhere to learn what they come to.</summary>
internal sealed class ExportManifest(StoredExports stored, SqliteRecordStore store, PortalLinks links, IOptions<PortalOptions> options)
{
    private TimeSpan Longest => TimeSpan.FromSeconds(options.Value.Storage.ManifestSeconds);

    /// <summary>Files as they are; none is made.</summary>
    public DocumentResult OfKept(DatasetVersion version, IEnumerable<WholeExport> exports)
    {
        var files = exports.Select(export => (Export: export, Facts: stored.Find(export))).ToList();
        var digest = string.Join(';', files.Select(file => $"{file.Export.Format.Name}{file.Export.Encoding.Name}{file.Facts?.Sha256}{file.Facts?.Made:O}"));
        return new DocumentResult(
            $"{version.Dataset}:{version.Number}:{version.Digest}:{digest}", files.Select(file => file.Facts?.Made ?? version.Created).Append(version.Created).Max(),
            () => ExportsDocument.Of(version, query: "", [.. files.Select(file => ExportFileDocument.Of(file.Export, file.Facts, links))], links));
    }

    /// <summary>One format of a whole version, made where it has not been; its packed files are there where somebody has asked for them.</summary>
    public async Task<DocumentResult> OfWholeAsync(Dataset dataset, DatasetVersion version, RecordFormat format, CancellationToken cancel)
    {
        if (await stored.TakeAsync(new WholeExport(dataset, version, format, ExportEncoding.Identity), Longest, cancel) is null)
            throw new StoreBusyException("The file could not be made in time.");

        return OfKept(version, WholeExport.Of(dataset, version).Where(export => export.Format == format));
    }

    /// <summary>An export that is not kept.</summary>
    public DocumentResult OfStreamed(Dataset dataset, RecordsPlan plan, RecordFormat format, FormatOptions written, string question)
    {
        var validator = RecordsValidator.Of(plan, format, written, dataset, namesVersion: true);
        return new DocumentResult(validator.Tag, validator.Modified, async cancel =>
        {
            var facts = await MeasureAsync(dataset, plan, format, written, question, cancel);
            var address = links.With((RecordsParameter.Manifest.Name, null), (RecordsParameter.Version.Name, plan.Version.Number.ToString(CultureInfo.InvariantCulture)));
            var file = new ExportFileDocument(plan.Version.Number, format.Name, ExportEncoding.Identity.Name, format.MediaType, facts.Rows, facts.Bytes, facts.Sha256, facts.Made, address);
            return ExportsDocument.Of(plan.Version, question, [file], links);
        });
    }

    private async Task<ExportFacts> MeasureAsync(Dataset dataset, RecordsPlan plan, RecordFormat format, FormatOptions written, string question, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        try
        {
            return await ExportWriter.WriteAsync(store, dataset, plan, format, written, question, Stream.Null, limit.Token);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException("The manifest ran past its deadline.", late);
        }
    }
}
