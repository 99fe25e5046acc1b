using LongAn.OpenData.Publishing.Usage;
using LongAn.OpenData.Server.Api.Aggregates;
using LongAn.OpenData.Server.Api.Changes;
using LongAn.OpenData.Server.Api.Ckan;
using LongAn.OpenData.Server.Api.Conformance;
using LongAn.OpenData.Server.Api.Csvw;
using LongAn.OpenData.Server.Api.DataPackage;
using LongAn.OpenData.Server.Api.Datasets;
using LongAn.OpenData.Server.Api.Dcat;
using LongAn.OpenData.Server.Api.Exports;
using LongAn.OpenData.Server.Api.Facets;
using LongAn.OpenData.Server.Api.Feedback;
using LongAn.OpenData.Server.Api.Feeds;
using LongAn.OpenData.Server.Api.Home;
using LongAn.OpenData.Server.Api.Jobs;
using LongAn.OpenData.Server.Api.OgcFeatures;
using LongAn.OpenData.Server.Api.OpenApi;
using LongAn.OpenData.Server.Api.Publishers;
using LongAn.OpenData.Server.Api.Publishing;
using LongAn.OpenData.Server.Api.Records;
using LongAn.OpenData.Server.Api.Reports;
using LongAn.OpenData.Server.Api.SchemaOrg;
using LongAn.OpenData.Server.Api.Suggest;
using LongAn.OpenData.Server.Api.Usage;
using LongAn.OpenData.Server.Api.Versions;
using LongAn.OpenData.Server.Api.Webhooks;
using LongAn.OpenData.Server.Api.WellKnown;
using LongAn.OpenData.Server.Hosting.Usage;

namespace LongAn.OpenData.Server.Api;

/// <summary>The slices: one line each.</summary>
internal static class PortalApi
{
    public static void AddPortalApi(this IServiceCollection services)
    {
        services.AddOpenApiDocuments();
        services.AddSingleton<Descriptions>();
        services.AddSingleton<Rollbacks>();
        services.AddSingleton<Holds>();
        services.AddExports();
        services.AddCkan();
        services.AddDataPackage();
    }

    public static void MapPortalApi(this WebApplication app)
    {
        app.MapHome();
        app.MapDcat();
        app.MapWellKnown();
        app.MapFeeds();
        app.MapOpenApiDocuments();
        app.MapCkan();
        app.MapOgcFeatures();
        var api = app.MapGroup("/api/v1").WithMetadata(new Counts(UsageKind.Call));
        api.MapConformance();
        api.MapDatasets();
        api.MapPublishers();
        api.MapContent();
        api.MapDescriptions();
        api.MapChangedRecords();
        api.MapRollback();
        api.MapHolds();
        api.MapJobs();
        api.MapReports();
        api.MapRecords();
        api.MapChanges();
        api.MapHistory();
        api.MapChangeSets();
        api.MapFacets();
        api.MapAggregates();
        api.MapExports();
        api.MapSuggest();
        api.MapVersions();
        api.MapCsvw();
        api.MapDataPackage();
        app.MapSchemaOrg(api);
        api.MapCitations();
        api.MapWebhooks();
        api.MapUsage();
        api.MapFeedback();
    }
}
