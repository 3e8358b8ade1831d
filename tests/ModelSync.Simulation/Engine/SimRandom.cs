namespace ModelSync.Simulation.Engine;

/// <summary>Random numbers that a seed decides (SplitMix64); each part of the world has its own stream, so that a change in one leaves the others alone.</summary>
internal sealed class SimRandom(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = seed;

    /// <summary>The stream of a part of the world.</summary>
    public static SimRandom For(ulong seed, ulong part) => new(Mix(seed + (Golden * (part + 1))));

    /// <summary>Any number.</summary>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>A number from 0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(((UInt128)Next() * (uint)limit) >> 64);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => percent > 0 && Below(100) < percent;

    /// <summary>One of the choices.</summary>
    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
