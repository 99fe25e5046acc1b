using LongAn.OpenData.Catalog;
using LongAn.OpenData.Problems;
using LongAn.OpenData.Query.Spatial;
using LongAn.OpenData.Server.Explorer.Datasets;
using LongAn.OpenData.Server.Explorer.Frame;
using LongAn.OpenData.Server.Hosting;
using LongAn.OpenData.Server.Hosting.Answers;
using LongAn.OpenData.Server.Hosting.Requests;
using LongAn.OpenData.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Explorer.Map;

internal static class MapPageEndpoints
{
    public static void MapMapPage(this RouteGroupBuilder pages) => pages.MapGet("/datasets/{id}/map", GetMap).WithMetadata(new KeepsAnswers());

    private static async Task<IResult> GetMap(string id, HttpRequest http, DatasetCatalog catalog, SqliteRecordStore store, IOptions<PortalOptions> options, CancellationToken cancel)
    {
        if (!DatasetPages.TryFind(id, http, catalog, out var dataset, out var version, out var problem))
            return problem;
        if (Place.GeometryOf(version.Location, version.Schema) is not { } place)
            return ProblemPages.Page(new Problem(ProblemCode.NotFound, $"Bộ dữ liệu {id} không có vị trí nên không có bản đồ.", $"The dataset {id} has no location, so there is no map."));

        var explorer = options.Value.Explorer;
        var model = new MapPageModel(dataset, version) { Tiles = explorer.TileUrl is null ? null : (explorer.TileUrl, explorer.TileCredit!) };
        if (!MapPlan.TryPlan(RequestQuery.Read(http.Query).Words, dataset, version, place, limit: null, out var plan, out var problems))
            return new PageResult<MapPage>("", modified: null, model with { Problems = problems }) { Status = StatusCodes.Status400BadRequest };

        return new PageResult<MapPage>($"{dataset.Digest}{catalog.Digest}{plan.Records.AnswerDigest}{explorer.TileUrl}{explorer.TileCredit}", DatasetPages.Modified(dataset), async cancel => model with
        {
            List = await MapReader.ReadAsync(plan, store, cancel),
            Total = await store.CountAsync(plan.Records, cancel),
            HasUnplaced = MapReader.HasUnplaced(version),
            Box = MapBox.Of(http.Query, version),
            Names = await MapReader.NamesAsync(version, catalog, store, cancel),
            LabelField = plan.Label?.Name,
            LabelFieldEn = plan.LabelEn?.Name,
        });
    }
}
