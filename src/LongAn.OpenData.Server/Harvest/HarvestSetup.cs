using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Harvests;

namespace LongAn.OpenData.Server.Harvest;

/// <summary>What harvesting needs of the server.</summary>
internal static class HarvestSetup
{
    public static void AddHarvest(this IServiceCollection services)
    {
        services.AddSingleton(provider => new HarvestBook(provider.GetRequiredService<CatalogFile>()));
        services.AddSingleton<RemoteClient>();
        services.AddSingleton<Harvester>();
        services.AddHostedService<HarvestSchedule>();
    }
}
