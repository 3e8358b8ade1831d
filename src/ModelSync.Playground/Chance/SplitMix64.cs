namespace ModelSync.Playground.Chance;

/// <summary>The generator behind all seeded chance: what it makes of a state depends on that alone, in every process.</summary>
internal static class SplitMix64
{
    /// <summary>How far it is from one state to the next.</summary>
    public const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The number that follows a state.</summary>
    public static ulong Mix(ulong state)
    {
        var value = state + Step;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A number as a share, from 0 to below 1.</summary>
    public static double Share(ulong number) => (number >> 11) * (1.0 / (1UL << 53));
}
