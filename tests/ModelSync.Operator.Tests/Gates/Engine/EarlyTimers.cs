using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Gates.Engine;

/// <summary>A clock whose timers ring a moment too early, where they wait for longer than that.</summary>
internal sealed class EarlyTimers(ManualTimeProvider clock) : TimeProvider
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new EarlyTimer(clock.CreateTimer(callback, state, Early(dueTime), period));

    private static TimeSpan Early(TimeSpan dueTime) => dueTime > Moment ? dueTime - Moment : dueTime;

    private sealed class EarlyTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Early(dueTime), period);

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
