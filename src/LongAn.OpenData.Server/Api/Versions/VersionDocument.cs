using LongAn.OpenData.Catalog;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.Versions;

/// <summary>The versions of a dataset, newest first, and those that are no longer kept.</summary>
internal sealed record VersionsDocument(string Dataset, IReadOnlyList<VersionDocument> Versions, IReadOnlyList<RemovedVersion> Removed, VersionsLinks Links)
{
    public static VersionsDocument Of(Dataset dataset, PortalLinks links)
    {
        var self = links.Dataset(dataset.Id);
        return new VersionsDocument(dataset.Id, [.. dataset.Versions.Reverse().Select(version => VersionDocument.Of(version, dataset, links))], [.. dataset.Removed.Reverse()], new VersionsLinks(self + "/versions", self));
    }
}

internal sealed record VersionsLinks(string Self, string Dataset);

/// <summary>One version of a dataset.</summary>
/// <param name="Digest">SHA-256 (hex) of what was published: the file's bytes, all that says how to read them, and the versions that foreign keys lead to.</param>
/// <param name="FileDigest">SHA-256 (hex) of the version's own file, which is its export as SQLite.</param>
/// <param name="IsCurrent">It is the one that is served where none is asked for.</param>
/// <param name="Changes">How many records differ from the version served before; null where the two cannot be compared.</param>
/// <param name="SchemaChanges">How the fields differ from those of the version served before, what breaks users first.</param>
/// <param name="Hold">Why it is kept whatever the portal's policy says; null where the policy alone decides.</param>
/// <param name="Servings">From when on it was served, oldest first: once, but for versions that came back.</param>
internal sealed record VersionDocument(
    int Number, string Digest, string? FileDigest, long RecordCount, DateTimeOffset Created, VersionOrigin PublishedBy, bool IsCurrent, ChangeCounts? Changes, IReadOnlyList<SchemaChange> SchemaChanges,
    VersionHold? Hold, IReadOnlyList<ServingDocument> Servings, IReadOnlyList<ReferenceDocument> References, VersionLinks Links)
{
    public static VersionDocument Of(DatasetVersion version, Dataset dataset, PortalLinks links) => new(
        version.Number, version.Digest, version.FileDigest, version.RecordCount, version.Created, version.Origin, version.Number == dataset.Current.Number, version.Counts, version.SchemaChanges, version.Hold,
        [.. dataset.Servings.Where(serving => serving.Number == version.Number).Select(serving => new ServingDocument(serving.At, serving.Before, serving.By))],
        [.. version.References.Select(reference => new ReferenceDocument(reference.Key.Fields, reference.Key.Dataset, reference.Key.ReferencedFields, (reference.Version ?? version).Number))],
        VersionLinks.Of(version, links));
}

/// <summary>A moment from which on a version was served.</summary>
/// <param name="Before">The version that was served until then; null for the first.</param>
internal sealed record ServingDocument(DateTimeOffset At, int? Before, VersionOrigin By);

/// <summary>Where a foreign key leads.</summary>
/// <param name="Version">The version of the dataset pointed to that was current when this one was made.</param>
internal sealed record ReferenceDocument(IReadOnlyList<string> Fields, string Dataset, IReadOnlyList<string> ReferencedFields, int Version);

internal sealed record VersionLinks(string Self, string Dataset, string Records, string Csv, string Sqlite, string Exports, string Schema, string Changes, string Citation)
{
    public static VersionLinks Of(DatasetVersion version, PortalLinks links)
    {
        var self = links.Dataset(version.Dataset);
        var pin = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"?version={version.Number}");
        return new VersionLinks($"{self}/versions/{pin[9..]}", self, $"{self}/records{pin}", $"{self}/export.csv{pin}", $"{self}/export.sqlite{pin}", $"{self}/exports{pin}", $"{self}/schema{pin}",
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{self}/changes?since={version.Counts?.Since ?? 0}&to={version.Number}"), $"{self}/versions/{pin[9..]}/citation");
    }
}
