namespace ModelSync.Testing;

/// <summary>A clock that runs as many times faster than the system's as it is told, so that hours of waiting pass in a minute beside servers that know nothing of it.</summary>
/// <param name="factor">How many seconds of it a second of the system's clock is.</param>
public sealed class FasterTimeProvider(int factor) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _startStamp = System.GetTimestamp();

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _start + (System.GetElapsedTime(_startStamp) * factor);

    /// <inheritdoc />
    public override long GetTimestamp() => _startStamp + ((System.GetTimestamp() - _startStamp) * factor);

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period)));

    private TimeSpan Shortened(TimeSpan time) => time <= TimeSpan.Zero ? time : TimeSpan.FromTicks(Math.Max(time.Ticks / factor, TimeSpan.TicksPerMillisecond));

    private sealed class Timer(FasterTimeProvider clock, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.Shortened(dueTime), clock.Shortened(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
