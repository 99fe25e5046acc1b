using System.Text.RegularExpressions;

namespace LongAn.OpenData.Server.Harvest;

/// <summary>What is at an address, which its form tells: one row each, the first that fits.</summary>
/// <param name="Name">As the command says it.</param>
internal sealed partial record RemoteKind(string Name, Func<Uri, bool> Fits, Func<RemoteReader, Task<RemoteDataset?>> ReadAsync)
{
    public static IReadOnlyList<RemoteKind> All { get; } =
    [
        new("portal", address => PortalDataset().IsMatch(address.AbsolutePath), reader => reader.ReadPortalAsync()),
        new("data package", address => address.AbsolutePath.EndsWith("/datapackage.json", StringComparison.OrdinalIgnoreCase), reader => reader.ReadPackageAsync()),
        new("CKAN resource", address => CkanResource().IsMatch(address.AbsolutePath + address.Query), reader => reader.ReadCkanAsync()),
        new("file", _ => true, reader => reader.ReadFileAsync()),
    ];

    public static RemoteKind Of(Uri address) => All.First(kind => kind.Fits(address));

    /// <summary>Where a site of CKAN says what a resource is, whether the address is the page's or the API's.</summary>
    public static Uri? CkanShow(Uri address)
    {
        if (CkanResource().Match(address.AbsolutePath + address.Query) is not { Success: true } match)
            return null;

        return new Uri(address, $"{match.Groups["site"].Value}/api/3/action/resource_show?id={match.Groups["id"].Value}");
    }

    [GeneratedRegex("/api/v1/datasets/[^/]+/?\\z")]
    private static partial Regex PortalDataset();

    [GeneratedRegex("^(?<site>.*?)(/dataset/[^/]+/resource/|/api/3/action/resource_show\\?(.*&)?id=)(?<id>[0-9A-Za-z-]+)")]
    private static partial Regex CkanResource();
}
