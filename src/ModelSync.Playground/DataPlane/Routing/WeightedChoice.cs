namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>Draws values in proportion to their weights; immutable, so that a new set of weights is taken all at once.</summary>
internal sealed class WeightedChoice<T>
    where T : class
{
    private readonly T[] _values;
    private readonly long[] _ends;

    public WeightedChoice(IEnumerable<(T Value, int Weight)> entries)
    {
        var all = entries.ToArray();
        _values = [.. all.Select(entry => entry.Value)];
        _ends = new long[all.Length];
        var end = 0L;
        for (var i = 0; i < all.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(all[i].Weight, nameof(entries));
            _ends[i] = end += all[i].Weight;
        }
    }

    /// <summary>All values, those of weight 0 too.</summary>
    public IReadOnlyList<T> Values => _values;

    /// <summary>One of the values; null where there is none, or all have the weight 0.</summary>
    public T? Pick(Dice dice)
    {
        if (_ends is not [.., > 0 and var total])
        {
            return null;
        }

        // The first end above the number: values of weight 0 end where their predecessor does, and are never it.
        var number = dice.Below(total);
        var index = 0;
        while (_ends[index] <= number)
        {
            index++;
        }

        return _values[index];
    }
}
