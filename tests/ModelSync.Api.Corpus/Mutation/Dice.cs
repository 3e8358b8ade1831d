namespace ModelSync.Api.Corpus.Mutation;

/// <summary>Numbers that look random and are the same for the same seed on every machine (splitmix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 below <paramref name="sides"/>.</summary>
    public int Roll(int sides)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)sides);
    }

    /// <summary>One of some values.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Roll(values.Count)];
}
