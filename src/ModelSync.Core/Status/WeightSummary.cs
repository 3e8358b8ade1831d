using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>The shares of traffic over all clusters, each cluster counted by its pods.</summary>
public static class WeightSummary
{
    private const int Whole = 100;

    /// <summary>
    /// The shares of each revision; what is asked for and what is in force are each 100 in sum when each cluster's are. Clusters without pods count only
    /// when none has any: then all count the same.
    /// </summary>
    public static IReadOnlyList<WeightStatus> Of(IReadOnlyList<ClusterRolloutStatus> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        var revisions = new List<WeightStatus>(2);
        var hasPods = false;
        foreach (var cluster in clusters)
        {
            hasPods |= cluster is { Replicas: > 0, Weights.Count: > 0 };
            foreach (var weight in cluster.Weights ?? [])
            {
                if (!revisions.Exists(known => string.Equals(known.Revision, weight.Revision, StringComparison.Ordinal)))
                {
                    revisions.Add(weight);
                }
            }
        }

        var desired = Shares(clusters, revisions, hasPods, static weight => weight.Desired);
        var observed = Shares(clusters, revisions, hasPods, static weight => weight.Observed);
        var unmasked = Shares(clusters, revisions, hasPods, static weight => weight.Masked ?? weight.Desired);
        for (var i = 0; i < revisions.Count; i++)
        {
            var isMasked = IsMasked(clusters, revisions[i].Revision);
            revisions[i] = revisions[i] with { Desired = desired[i], Observed = observed[i], Masked = isMasked ? unmasked[i] : null };
        }

        return revisions;
    }

    /// <summary>Splits <paramref name="whole"/> by parts so that the sum is exact: the largest remainders get what is left, the earlier one first.</summary>
    public static int[] Apportion(IReadOnlyList<long> parts, int whole)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var shares = new int[parts.Count];
        var sum = parts.Aggregate(default(Int128), (total, part) => total + part);
        if (sum <= 0)
        {
            return shares;
        }

        var remainders = new Int128[parts.Count];
        var left = whole;
        for (var i = 0; i < shares.Length; i++)
        {
            var (share, remainder) = Int128.DivRem((Int128)parts[i] * whole, sum);
            (shares[i], remainders[i]) = ((int)share, remainder);
            left -= shares[i];
        }

        for (; left > 0; left--)
        {
            var largest = Array.IndexOf(remainders, remainders.Max());
            shares[largest]++;
            remainders[largest] = -1;
        }

        return shares;
    }

    private static int[] Shares(
        IReadOnlyList<ClusterRolloutStatus> clusters, List<WeightStatus> revisions, bool hasPods, Func<WeightStatus, int?> shareOf)
    {
        var parts = new long[revisions.Count];
        foreach (var cluster in clusters)
        {
            var pods = hasPods ? Math.Max(0, cluster.Replicas ?? 0) : 1;
            foreach (var weight in cluster.Weights ?? [])
            {
                var index = revisions.FindIndex(known => string.Equals(known.Revision, weight.Revision, StringComparison.Ordinal));
                parts[index] += (long)pods * Math.Max(0, shareOf(weight) ?? 0);
            }
        }

        return Apportion(parts, Whole);
    }

    private static bool IsMasked(IReadOnlyList<ClusterRolloutStatus> clusters, string? revision)
    {
        foreach (var cluster in clusters)
        {
            foreach (var weight in cluster.Weights ?? [])
            {
                if (weight.Masked is not null && string.Equals(weight.Revision, revision, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
