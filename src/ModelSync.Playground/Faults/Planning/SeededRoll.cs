using ModelSync.Playground.Chance;

namespace ModelSync.Playground.Faults.Planning;

/// <summary>
/// Chance without a state, mixed from its arguments alone: the number for the n-th match of a rule depends on the seed, the
/// rule and n alone, and not on what other rules or threads did in between.
/// </summary>
internal static class SeededRoll
{
    /// <summary>A number from 0 up to 1, without it.</summary>
    public static double Next(ulong seed, int rule, long match, int purpose)
    {
        var mixed = SplitMix64.Mix(seed + SplitMix64.Step);
        mixed = SplitMix64.Mix(mixed ^ (ulong)rule);
        mixed = SplitMix64.Mix(mixed ^ (ulong)match);
        mixed = SplitMix64.Mix(mixed ^ (ulong)purpose);
        return SplitMix64.Share(mixed);
    }
}
