using LongAn.OpenData.Publishing;
using LongAn.OpenData.Publishing.Jobs;

namespace LongAn.OpenData.Server.Hosting.Publishing;

internal static class PublishingSetup
{
    public static void AddPublishing(this IServiceCollection services)
    {
        services.AddSingleton<DatasetDrafts>();
        services.AddSingleton<ContentSources>();
        services.AddSingleton<PublishJobs>();
        services.AddSingleton<ErrorReports>();
        services.AddSingleton<KeptAnswers>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<PublishDesk>();
        services.AddSingleton<Publications>();
        services.AddSingleton<Submissions>();
        services.AddSingleton<IdempotentRequests>();
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
    }
}
