using ModelSync.Playground.Chance;

namespace ModelSync.Playground.DataPlane;

/// <summary>Chance that comes again with the same seed (SplitMix64); thread-safe without a lock.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to <paramref name="bound"/>, which is left out.</summary>
    public long Below(long bound) => (long)Math.BigMul(Next(), (ulong)bound, out _);

    private ulong Next() => SplitMix64.Mix(Interlocked.Add(ref _state, SplitMix64.Step) - SplitMix64.Step);
}
