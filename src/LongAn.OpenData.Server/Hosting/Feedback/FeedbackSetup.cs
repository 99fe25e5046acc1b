using LongAn.OpenData.Publishing.Feedback;

namespace LongAn.OpenData.Server.Hosting.Feedback;

internal static class FeedbackSetup
{
    public static void AddFeedback(this IServiceCollection services)
    {
        services.AddSingleton<FeedbackBook>();
        services.AddSingleton<FeedbackLimits>();
        services.AddSingleton<FeedbackDesk>();
        services.AddHostedService<ContactEraser>();
    }
}
