namespace ModelSync.Core.Traffic;

/// <summary>What pods carry and what weights need, where a revision with all traffic has a given number of replicas.</summary>
internal static class Capacity
{
    /// <summary>The highest weight, in percent, that this many ready endpoints carry.</summary>
    public static int Carries(int ready, int replicas) => ready >= replicas ? 100 : (int)(100L * Math.Max(ready, 0) / replicas);

    /// <summary>The fewest pods that carry a weight: one at least for any weight above 0, as long as there are replicas at all.</summary>
    public static int Needs(int weight, int replicas) => (int)(((long)weight * replicas + 99) / 100);
}
