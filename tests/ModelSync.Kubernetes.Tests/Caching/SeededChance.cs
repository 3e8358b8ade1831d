namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>Chance that comes again with the same seed (SplitMix64); thread-safe.</summary>
internal sealed class SeededChance(ulong seed)
{
    private readonly Lock _gate = new();
    private ulong _state = seed;

    /// <summary>A number from 0 up to the limit, without it.</summary>
    public int Below(int limit)
    {
        lock (_gate)
        {
            return (int)(Next_NeedsLock() % (ulong)limit);
        }
    }

    /// <summary>True in one of so many cases.</summary>
    public bool OneIn(int cases) => Below(cases) == 0;

    private ulong Next_NeedsLock()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
