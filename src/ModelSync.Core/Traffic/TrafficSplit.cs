namespace ModelSync.Core.Traffic;

/// <summary>Shares of traffic in percent, by revision; either empty or 100 in sum.</summary>
public sealed record TrafficSplit
{
    private readonly IReadOnlyList<RevisionWeight> _shares;

    private TrafficSplit(IReadOnlyList<RevisionWeight> shares) => _shares = shares;

    /// <summary>No traffic at all, as before the first revision is available.</summary>
    public static TrafficSplit Empty { get; } = new([]);

    /// <summary>The shares, in the order they were given: the rest first, then the candidate.</summary>
    public IReadOnlyList<RevisionWeight> Shares => _shares;

    /// <summary>Whether there is no share.</summary>
    public bool IsEmpty => _shares.Count == 0;

    /// <summary>The revision that has everything; null when none has.</summary>
    public string? Sole
    {
        get
        {
            for (var i = 0; i < _shares.Count; i++)
            {
                if (_shares[i].Weight == 100)
                {
                    return _shares[i].Revision;
                }
            }

            return null;
        }
    }

    /// <summary>Everything to one revision.</summary>
    public static TrafficSplit All(string revision) => new([new RevisionWeight(revision, 100)]);

    /// <summary><paramref name="weight"/> percent to <paramref name="candidate"/>, the rest to <paramref name="rest"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not between 0 and 100.</exception>
    public static TrafficSplit Between(string rest, string candidate, int weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, 100);
        return new TrafficSplit([new RevisionWeight(rest, 100 - weight), new RevisionWeight(candidate, weight)]);
    }

    /// <summary>Any shares, as they were observed.</summary>
    /// <exception cref="ArgumentException">There are shares, and their sum is not 100, or one is negative.</exception>
    public static TrafficSplit Of(IReadOnlyList<RevisionWeight> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        var sum = 0;
        foreach (var share in shares)
        {
            sum += share.Weight >= 0 ? share.Weight : throw new ArgumentException($"The weight of {share.Revision} is {share.Weight}: weights are not negative.", nameof(shares));
        }

        return shares.Count == 0 || sum == 100
            ? new TrafficSplit(shares)
            : throw new ArgumentException($"The weights are {sum} in sum: they have to be 100.", nameof(shares));
    }

    /// <summary>The share of a revision; 0 for one that has none.</summary>
    public int Of(string? revision)
    {
        for (var i = 0; i < _shares.Count; i++)
        {
            if (string.Equals(_shares[i].Revision, revision, StringComparison.Ordinal))
            {
                return _shares[i].Weight;
            }
        }

        return 0;
    }

    /// <summary>Whether each revision has the same share in both; the order and shares of 0 do not matter.</summary>
    public bool Equals(TrafficSplit? other)
    {
        if (other is null || IsEmpty != other.IsEmpty)
        {
            return false;
        }

        for (var i = 0; i < _shares.Count; i++)
        {
            if (other.Of(_shares[i].Revision) != _shares[i].Weight)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var share in _shares)
        {
            hash ^= share.Weight == 0 ? 0 : share.GetHashCode();
        }

        return hash;
    }

    /// <summary>The shares as people write them.</summary>
    public override string ToString() => IsEmpty ? "none" : string.Join(" / ", _shares.Select(share => $"{share.Revision} {share.Weight}"));
}
