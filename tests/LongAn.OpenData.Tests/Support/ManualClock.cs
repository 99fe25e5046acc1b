using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LongAn.OpenData.Tests.Support;

/// <summary>A clock that stands still until it is told to go on; its timers ring when it passes them.</summary>
internal sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Makes it the clock of a portal that is being set up.</summary>
    public void IsThatOf(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(this);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(() => callback(state));
        lock (gate)
            alarms.Add(alarm);
        return alarm;
    }

    /// <summary>Goes on and rings every timer once.</summary>
    public void Advance(TimeSpan time)
    {
        now += time;
        lock (gate)
            alarms.ForEach(alarm => alarm.Ring());
    }

    private sealed class Alarm(Action ring) : ITimer
    {
        private bool isDone;

        public void Ring()
        {
            if (!isDone)
                ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => isDone = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
