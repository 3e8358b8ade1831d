namespace ModelSync.Playground.Faults.Planning;

/// <summary>
/// Chance without a state (SplitMix64's finalizer over its arguments): the number for the n-th match of a rule depends on the seed, the
/// rule and n alone, and not on what other rules or threads did in between.
/// </summary>
internal static class SeededRoll
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>A number from 0 up to 1, without it.</summary>
    public static double Next(ulong seed, int rule, long match, int purpose)
    {
        var mixed = Mix(seed + Golden);
        mixed = Mix(mixed ^ (ulong)rule);
        mixed = Mix(mixed ^ (ulong)match);
        mixed = Mix(mixed ^ (ulong)purpose);
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong value)
    {
        value += Golden;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
