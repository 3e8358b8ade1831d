namespace ModelSync.Core.Rollouts;

/// <summary>How long ago timers began; a timer that nobody has seen yet began just now.</summary>
public sealed record ElapsedTimes
{
    private readonly IReadOnlyDictionary<RolloutTimer, TimeSpan> _times;

    /// <summary>Keeps the times.</summary>
    public ElapsedTimes(IReadOnlyDictionary<RolloutTimer, TimeSpan> times) => _times = times;

    /// <summary>No timer was seen yet.</summary>
    public static ElapsedTimes None { get; } = new(new Dictionary<RolloutTimer, TimeSpan>());

    /// <summary>How long ago <paramref name="timer"/> began.</summary>
    public TimeSpan Of(RolloutTimer timer) => _times.TryGetValue(timer, out var elapsed) ? elapsed : TimeSpan.Zero;
}
