using System.Globalization;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Faults;
using LongAn.OpenData.Server.Hosting.Requests;

namespace LongAn.OpenData.Server.Api.Versions;

internal static class VersionsEndpoints
{
    public static void MapVersions(this RouteGroupBuilder api)
    {
        var versions = api.MapGroup("/datasets/{id}/versions").WithTags("Versions").WithMetadata(new KeepsAnswers());
        versions.MapGet("", ListVersions).WithName("ListVersions").WithSummary("List a dataset's versions, newest first.")
            .WithDescription("Mọi phiên bản còn giữ: ai công bố, khi nào, vì sao, bằng cách nào, bao nhiêu bản ghi thêm, sửa, xóa, và được cung cấp từ lúc nào. Phiên bản đã công bố không bao giờ thay đổi.\n\nEvery version that is kept: who published it, when, why and by which way, how many records were inserted, updated and deleted, and from when on it was served. A published version never changes.")
            .Produces<VersionsDocument>().Takes();
        versions.MapGet("/{number:int}", GetVersion).WithName("GetVersion").WithSummary("Read one version of a dataset.")
            .WithDescription("Ai công bố, khi nào, vì sao; mã băm, số bản ghi, thay đổi so với phiên bản trước và liên kết tới dữ liệu. Phiên bản không còn giữ: 410, nêu phiên bản gần nhất còn giữ.\n\nWho published it, when and why; digests, number of records, changes against the version before and links to its records. A version that is no longer kept is a 410 that names the nearest kept one.")
            .Produces<VersionDocument>().Takes();
    }

    private static IResult ListVersions(string id, DatasetCatalog catalog, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));

        return new DocumentResult(dataset.Digest, Changed(dataset), () => VersionsDocument.Of(dataset, links));
    }

    private static IResult GetVersion(string id, int number, DatasetCatalog catalog, PortalLinks links)
    {
        if (catalog.Find(id) is not { } dataset)
            return new ProblemResult(ProblemMessages.UnknownDataset(id, catalog.Suggest(id)));
        if (dataset.FindVersion(number) is not { } version)
            return new ProblemResult(VersionChoice.Missing(dataset, number));

        return new DocumentResult(dataset.Digest + number.ToString(CultureInfo.InvariantCulture), Changed(dataset), () => VersionDocument.Of(version, dataset, links));
    }

    private static DateTimeOffset Changed(Dataset dataset) => dataset.Servings.Count > 0 && dataset.Servings[^1].At is var served && served > dataset.MetadataModified ? served : dataset.MetadataModified;
}
