namespace ModelSync.Playground.Faults;

/// <summary>
/// A clock whose time of day is wrong by as much as a test says, for code in this process. What measures durations, and with it every timer, goes on as it is:
/// so does a machine whose clock is set. Thread-safe.
/// </summary>
/// <remarks>
/// Processes of the control plane cannot be shifted so: Go programs read the kernel's clock without the C library that a preloaded one could stand in for,
/// and the kernel's time namespaces leave the time of day alone.
/// </remarks>
public sealed class ShiftedTimeProvider(TimeProvider inner) : TimeProvider
{
    private long _shift;

    /// <summary>By how much it is ahead; behind where negative.</summary>
    public TimeSpan Shift
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _shift));
        set => Interlocked.Exchange(ref _shift, value.Ticks);
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Shift;

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
