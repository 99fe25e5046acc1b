using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;
using LongAn.OpenData.Server.Hosting;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>A dataset, as <c>package_show</c> says it.</summary>
internal sealed record CkanPackage(
    string Id, string Name, string Title, string Notes, string Url, string Version, string Type, string State, bool Private, bool Isopen,
    string? LicenseId, string? LicenseTitle, string? LicenseUrl, string? Author, string? AuthorEmail, string? Maintainer, string? MaintainerEmail, string? CreatorUserId,
    string MetadataCreated, string MetadataModified, string OwnerOrg, CkanOrganization Organization, int NumResources, int NumTags,
    IReadOnlyList<CkanExtra> Extras, IReadOnlyList<CkanGroupOfPackage> Groups, IReadOnlyList<CkanResource> Resources, IReadOnlyList<CkanTag> Tags,
    IReadOnlyList<object> RelationshipsAsSubject, IReadOnlyList<object> RelationshipsAsObject)
{
    public static CkanPackage Of(PackageFacts package, CkanSnapshot catalog, PortalLinks links)
    {
        var (dataset, description) = (package.Dataset, package.Dataset.Description);
        var licence = description.Licences[0];
        return new CkanPackage(
            package.Id, dataset.Id, description.Title.Vi, description.Description.Vi, links.DatasetPage(dataset.Id), package.Of("version")[0], "dataset", "active", Private: false, CkanLicense.IsOpen(licence),
            licence.Name, licence.Title ?? licence.Name, licence.Url, description.Publisher.Title.Vi, AuthorEmail: null, Maintainer: null, MaintainerEmail: null, CreatorUserId: null,
            CkanTime.Local(package.Created), CkanTime.Local(package.Modified), CkanIds.Organization(description.Publisher.Id), CkanOrganization.Of(description.Publisher, catalog), package.Resources.Count, description.Keywords.Count,
            [.. PackageExtras.Of(dataset).Select(extra => new CkanExtra(extra.Key, extra.Value))],
            [.. description.Themes.Select(theme => new CkanGroupOfPackage(CkanIds.Group(theme.Code), CkanGroup.NameOf(theme), theme.Title.Vi, theme.Title.Vi, theme.Title.In("en"), ""))],
            [.. package.Resources.Select(resource => CkanResource.Of(resource, links))],
            [.. description.Keywords.Select(CkanTag.Of)], [], []);
    }
}

internal sealed record CkanExtra(string Key, string Value);

internal sealed record CkanGroupOfPackage(string Id, string Name, string Title, string DisplayName, string Description, string ImageDisplayUrl);

internal sealed record CkanTag(string Id, string Name, string DisplayName, string State, string? VocabularyId)
{
    public static CkanTag Of(string keyword) => new(CkanIds.Tag(keyword), keyword, keyword, "active", VocabularyId: null);
}

/// <summary>A dataset in one format.</summary>
internal sealed record CkanResource(
    string Id, string PackageId, string Name, string Description, string Format, string Mimetype, string? MimetypeInner, string Url, string? UrlType, string? ResourceType, int Position, string State,
    string Created, string LastModified, string MetadataModified, long? Size, string Hash, bool DatastoreActive, bool DatastoreContainsAllRecordsOfSourceFile, string? CacheUrl, string? CacheLastUpdated)
{
    public static CkanResource Of(PackageResource resource, PortalLinks links)
    {
        var (package, format) = (resource.Package, resource.Format);
        var modified = CkanTime.Local(package.Dataset.Current.Created);
        return new CkanResource(
            resource.Id, package.Id, NameOf(resource), Describe(resource), FormatOf(format), format.MediaType, MimetypeInner: null, $"{links.Dataset(package.Dataset.Id)}/export.{format.Name}", UrlType: null, ResourceType: null, resource.Position, "active",
            CkanTime.Local(package.Created), modified, modified, Size: null, Hash: "", resource.IsTable, resource.IsTable, CacheUrl: null, CacheLastUpdated: null);
    }

    /// <summary>As CKAN's portals write formats.</summary>
    public static string FormatOf(RecordFormat format) => format == RecordFormat.GeoJson ? "GeoJSON" : format == RecordFormat.Parquet ? "Parquet" : format == RecordFormat.Sqlite ? "SQLite" : format.Name.ToUpperInvariant();

    public static string NameOf(PackageResource resource) => $"{resource.Package.Dataset.Description.Title.Vi} ({FormatOf(resource.Format)})";

    private static string Describe(PackageResource resource) => resource.Package.Dataset.Current.Provenance == Provenance.Synthetic
        ? $"{resource.Format.Title.Vi}. Dữ liệu sinh ra để thử nghiệm, không phải dữ liệu thật / Synthetic: generated, not real."
        : resource.Format.Title.Vi;
}

/// <summary>A publisher.</summary>
internal sealed record CkanOrganization(
    string Id, string Name, string Title, string DisplayName, string Type, string Description, string ImageUrl, string ImageDisplayUrl, string Created, bool IsOrganization, string ApprovalStatus, string State, int PackageCount, int NumFollowers)
{
    public static CkanOrganization Of(Publisher publisher, CkanSnapshot catalog) => new(
        CkanIds.Organization(publisher.Id), publisher.Id, publisher.Title.Vi, publisher.Title.Vi, "organization", publisher.Title.In("en"), "", "", CkanTime.Local(PackagesOf(publisher.Id, catalog).Min(package => package.Created)), IsOrganization: true, "approved", "active", PackagesOf(publisher.Id, catalog).Count(), NumFollowers: 0);

    /// <summary>The packages of a publisher.</summary>
    public static IEnumerable<PackageFacts> PackagesOf(string publisher, CkanSnapshot catalog) => catalog.Packages.Where(package => package.Dataset.Description.Publisher.Id == publisher);
}

/// <summary>A theme.</summary>
internal sealed record CkanGroup(
    string Id, string Name, string Title, string DisplayName, string Type, string Description, string ImageUrl, string ImageDisplayUrl, string Created, bool IsOrganization, string ApprovalStatus, string State, int PackageCount, int NumFollowers)
{
    public static CkanGroup Of(Theme theme, CkanSnapshot catalog) => new(
        CkanIds.Group(theme.Code), NameOf(theme), theme.Title.Vi, theme.Title.Vi, "group", theme.Title.In("en"), "", "", CkanTime.Local(PackagesOf(theme, catalog).Min(package => package.Created)), IsOrganization: false, "approved", "active", PackagesOf(theme, catalog).Count(), NumFollowers: 0);

    public static IEnumerable<PackageFacts> PackagesOf(Theme theme, CkanSnapshot catalog) => catalog.Packages.Where(package => package.Dataset.Description.Themes.Contains(theme));

    /// <summary>Names in CKAN have no capitals.</summary>
    public static string NameOf(Theme theme) => theme.Code.ToLowerInvariant();
}

/// <summary>A licence; open where its name is one of those that the Open Definition approves of.</summary>
internal sealed record CkanLicense(string Id, string Title, string Url, string Status, string Maintainer, string Family, bool IsGeneric, bool DomainContent, bool DomainData, bool DomainSoftware, string OdConformance, string OsdConformance, bool IsOkdCompliant, bool IsOsiCompliant)
{
    private static readonly string[] OpenNames = ["CC0", "CC-BY-1", "CC-BY-2", "CC-BY-3", "CC-BY-4", "CC-BY-SA", "ODbL", "ODC-BY", "PDDL", "MIT", "Apache-2.0", "OGL", "FAL", "GFDL"];

    public static bool IsOpen(Licence licence) => OpenNames.Any(name => licence.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    public static CkanLicense Of(Licence licence) => new(
        licence.Name, licence.Title ?? licence.Name, licence.Url, "active", "", "", IsGeneric: false, DomainContent: true, DomainData: true, DomainSoftware: false, IsOpen(licence) ? "approved" : "not reviewed", "not reviewed", IsOpen(licence), IsOsiCompliant: false);
}
