namespace ModelSync.Core.Traffic;

/// <summary>The shares that a Service's connections come to: by the ready endpoints of each revision behind it.</summary>
public static class ReadyShares
{
    /// <summary>The split by ready endpoints; empty while there is none.</summary>
    public static TrafficSplit Of(IEnumerable<KeyValuePair<string, int>> readyEndpoints)
    {
        ArgumentNullException.ThrowIfNull(readyEndpoints);
        var counts = readyEndpoints.Where(static count => count.Value > 0).OrderBy(static count => count.Key, StringComparer.Ordinal).ToList();
        var rest = counts.Sum(static count => count.Value);
        var left = 100;
        var shares = new List<RevisionWeight>(counts.Count);
        foreach (var (revision, count) in counts)
        {
            // What rounding takes from one goes to the next, so that the sum stays 100.
            var weight = (int)Math.Round((double)left * count / rest, MidpointRounding.AwayFromZero);
            shares.Add(new RevisionWeight(revision, weight));
            (left, rest) = (left - weight, rest - count);
        }

        return TrafficSplit.Of(shares);
    }
}
