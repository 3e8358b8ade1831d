using ModelSync.Simulation.Engine;

namespace ModelSync.Simulation.World;

/// <summary>How far watches are behind: a random time up to a bound, and all of it while a watch is stuck.</summary>
internal sealed class Lag(SimRandom random, int mostMilliseconds)
{
    private long _stuckUntil;

    /// <summary>The delay of a change that happens now.</summary>
    public long Next(long now) => Math.Max(_stuckUntil - now, mostMilliseconds == 0 ? 0 : random.Below(mostMilliseconds + 1));

    /// <summary>Nothing is delivered before.</summary>
    public void Stick(long until) => _stuckUntil = until;
}
