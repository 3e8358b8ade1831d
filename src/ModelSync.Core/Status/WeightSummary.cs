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
        var revisions = new List<string?>(2);
        var hasPods = false;
        foreach (var cluster in clusters)
        {
            hasPods |= cluster is { Replicas: > 0, Weights.Count: > 0 };
            foreach (var weight in cluster.Weights ?? [])
            {
                if (IndexOf(revisions, weight.Revision) < 0)
                {
                    revisions.Add(weight.Revision);
                }
            }
        }

        return Sum(clusters, revisions, hasPods);
    }

    private static WeightStatus[] Sum(IReadOnlyList<ClusterRolloutStatus> clusters, List<string?> revisions, bool hasPods)
    {
        var count = revisions.Count;
        var (desired, observed, unmasked) = (new long[count], new long[count], new long[count]);
        var summary = new WeightStatus[count];
        var isMasked = new bool[count];
        foreach (var cluster in clusters)
        {
            var pods = hasPods ? Math.Max(0L, cluster.Replicas ?? 0) : 1;
            foreach (var weight in cluster.Weights ?? [])
            {
                var index = IndexOf(revisions, weight.Revision);
                summary[index] ??= weight;
                desired[index] += pods * Math.Max(0, weight.Desired ?? 0);
                observed[index] += pods * Math.Max(0, weight.Observed ?? 0);
                unmasked[index] += pods * Math.Max(0, weight.Masked ?? weight.Desired ?? 0);
                isMasked[index] |= weight.Masked is not null;
            }
        }

        var (ofDesired, ofObserved, ofUnmasked) = (Apportion(desired, Whole), Apportion(observed, Whole), Apportion(unmasked, Whole));
        for (var i = 0; i < count; i++)
        {
            summary[i] = summary[i] with { Desired = ofDesired[i], Observed = ofObserved[i], Masked = isMasked[i] ? ofUnmasked[i] : null };
        }

        return summary;
    }

    private static int IndexOf(List<string?> revisions, string? revision)
    {
        for (var i = 0; i < revisions.Count; i++)
        {
            if (string.Equals(revisions[i], revision, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
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
}
