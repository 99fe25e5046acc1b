using LongAn.OpenData.Publishing.Usage;

namespace LongAn.OpenData.Server.Hosting.Usage;

internal static class UsageSetup
{
    public static void AddUsage(this IServiceCollection services)
    {
        services.AddSingleton<UsageLedger>();
        services.AddSingleton<UsageCounter>();
        services.AddSingleton<UsagePipeline>();
        services.AddSingleton<UsageDataset>();
        services.AddHostedService<UsageWriter>();
    }
}
