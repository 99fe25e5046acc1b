using LongAn.OpenData.Catalog;
using LongAn.OpenData.Exports;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.Exports;

/// <summary>What proves that a downloaded file is complete, and which version it is of.</summary>
/// <param name="VersionDigest">SHA-256 (hex) of what the version was made of.</param>
/// <param name="SchemaDigest">SHA-256 (hex) of the bytes that <c>…/schema</c> answers with for the version.</param>
/// <param name="Query">Which of the version's records, in the words of the API; empty for all of them.</param>
internal sealed record ExportsDocument(string Dataset, int Version, string VersionDigest, string SchemaDigest, string Query, IReadOnlyList<ExportFileDocument> Files, ExportsLinks Links)
{
    public static ExportsDocument Of(DatasetVersion version, string query, IReadOnlyList<ExportFileDocument> files, PortalLinks links) => new(
        version.Dataset, version.Number, version.Digest, TableSchemaDocument.Digest(version.Schema), query, files,
        new ExportsLinks(links.Self, $"{links.Dataset(version.Dataset)}/schema?version={version.Number}", links.Dataset(version.Dataset)));
}

/// <summary>One file: a format in an encoding.</summary>
/// <param name="Encoding">The content coding that the address is asked for with (<c>Accept-Encoding</c>): <c>identity</c>, <c>br</c>, <c>zstd</c>, <c>gzip</c>.</param>
/// <param name="Rows">How many records it has.</param>
/// <param name="Bytes">As they are sent, in the encoding; null where the file has not been made: asking for it makes it.</param>
/// <param name="Sha256">Of those bytes, in hex; null where the file has not been made.</param>
/// <param name="Made">When; null where the file has not been made, or is not kept but written anew each time.</param>
/// <param name="Address">Where the file is.</param>
internal sealed record ExportFileDocument(int Version, string Format, string Encoding, string MediaType, long Rows, long? Bytes, string? Sha256, DateTimeOffset? Made, string Address)
{
    /// <param name="facts">Null where the file has not been made.</param>
    public static ExportFileDocument Of(WholeExport export, ExportFacts? facts, PortalLinks links) => new(
        export.Version.Number, export.Format.Name, export.Encoding.Name, export.Format.MediaType, facts?.Rows ?? export.Version.RecordCount, facts?.Bytes, facts?.Sha256, facts?.Made,
        $"{links.Dataset(export.Dataset.Id)}/export.{export.Format.Name}?version={export.Version.Number}");
}

/// <summary>Where to go from a manifest.</summary>
internal sealed record ExportsLinks(string Self, string Schema, string Dataset);

/// <summary>Which kept files have a digest.</summary>
internal sealed record VerifiedDocument(string Dataset, string Sha256, IReadOnlyList<ExportFileDocument> Files);
