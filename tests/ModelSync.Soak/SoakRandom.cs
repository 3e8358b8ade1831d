namespace ModelSync.Soak;

/// <summary>Chance that a seed decides (SplitMix64).</summary>
internal sealed class SoakRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to <paramref name="bound"/>, which is left out.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
