using System.Data.Common;
using LongAn.OpenData.Publishing.Feedback;
using Microsoft.Extensions.Options;

namespace LongAn.OpenData.Server.Hosting.Feedback;

/// <summary>Forgets, once an hour, the contacts that were needed for an answer that has long been given.</summary>
internal sealed partial class ContactEraser(FeedbackBook book, IOptions<PortalOptions> options, TimeProvider clock, ILogger<ContactEraser> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do
                Erase();
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Erase()
    {
        try
        {
            book.ForgetContacts(clock.GetUtcNow().AddDays(-options.Value.Feedback.ContactDays));
        }
        catch (DbException fault)
        {
            NotErased(fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "Contacts of answered reports cannot be erased; they are at the next look")]
    private partial void NotErased(Exception fault);
}
