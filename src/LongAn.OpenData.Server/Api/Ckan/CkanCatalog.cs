using LongAn.OpenData.Catalog;
using LongAn.OpenData.Formats;

namespace LongAn.OpenData.Server.Api.Ckan;

/// <summary>The catalog as CKAN's clients see it; made anew when the catalog has changed.</summary>
internal sealed class CkanCatalog(DatasetCatalog catalog)
{
    private volatile CkanSnapshot current = CkanSnapshot.Of("", []);

    public CkanSnapshot Current
    {
        get
        {
            var digest = catalog.Digest;
            if (current.Digest != digest)
                current = CkanSnapshot.Of(digest, catalog.Datasets);
            return current;
        }
    }

    /// <summary>A package by its name or id.</summary>
    public PackageFacts? Find(string nameOrId) => Current.FindPackage(nameOrId);
}

/// <summary>One state of the catalog.</summary>
/// <param name="Packages">By name.</param>
internal sealed record CkanSnapshot(string Digest, IReadOnlyList<PackageFacts> Packages)
{
    private Dictionary<string, PackageFacts> ByKey { get; init; } = [];

    private Dictionary<string, PackageResource> Resources { get; init; } = [];

    public static CkanSnapshot Of(string digest, IReadOnlyList<Dataset> datasets)
    {
        PackageFacts[] packages = [.. datasets.Select(dataset => new PackageFacts(dataset))];
        return new CkanSnapshot(digest, packages)
        {
            ByKey = packages.SelectMany(package => new[] { KeyValuePair.Create(package.Dataset.Id, package), KeyValuePair.Create(package.Id, package) }).ToDictionary(StringComparer.Ordinal),
            Resources = packages.SelectMany(package => package.Resources).ToDictionary(resource => resource.Id, StringComparer.Ordinal),
        };
    }

    public PackageFacts? FindPackage(string nameOrId) => ByKey.GetValueOrDefault(nameOrId);

    public PackageResource? FindResource(string id) => Resources.GetValueOrDefault(id);

    /// <summary>The resource whose records can be asked for; a dataset's name is an alias of it.</summary>
    public PackageResource? FindTable(string idOrAlias) =>
        FindResource(idOrAlias) is { } resource ? (resource.IsTable ? resource : null) : FindPackage(idOrAlias)?.Resources.First(other => other.IsTable);
}

/// <summary>A resource: a dataset in one format. The records of the CSV can be asked for by <c>datastore_search</c>.</summary>
internal sealed record PackageResource(string Id, PackageFacts Package, RecordFormat Format, int Position)
{
    public bool IsTable => Format == RecordFormat.Csv;
}
