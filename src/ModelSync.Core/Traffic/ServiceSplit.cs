namespace ModelSync.Core.Traffic;

/// <summary>Weights by the number of pods behind one Service, which every ready pod shares equally.</summary>
/// <remarks>
/// One revision has all its replicas and the other as many as the weight asks for. So at least <c>replicas</c> pods are behind the selector, no pod has more
/// to do than one of a revision that has all traffic, and a ready pod more only ever takes load off the others: with a wide selector capacity comes by itself.
/// </remarks>
public static class ServiceSplit
{
    /// <summary>The pods of both revisions for a candidate's weight between 0 and 100, both excluded.</summary>
    public static (int Stable, int Candidate) Pods(int weight, int replicas) => weight <= 50
        ? (replicas, Part(weight, 100 - weight, replicas))
        : (Part(100 - weight, weight, replicas), replicas);

    /// <summary>The candidate's share in percent when this many pods of both are behind the selector; 0 when there is none.</summary>
    public static int Share(int candidatePods, int stablePods) =>
        candidatePods + stablePods <= 0 ? 0 : (int)Math.Round(100m * candidatePods / (candidatePods + stablePods), MidpointRounding.AwayFromZero);

    private static int Part(int small, int large, int replicas) =>
        Math.Max(1, (int)Math.Round((decimal)small * replicas / large, MidpointRounding.AwayFromZero));
}
