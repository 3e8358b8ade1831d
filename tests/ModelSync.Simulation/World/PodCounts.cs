using ModelSync.Core.Rollouts;

namespace ModelSync.Simulation.World;

/// <summary>The pods of a revision in one cluster, counted.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="Running">Pods that do not terminate.</param>
/// <param name="Ready">Pods that are endpoints.</param>
/// <param name="Available">Pods that have been ready for minReadySeconds: those that the operator counts on.</param>
/// <param name="Terminating">Pods that terminate.</param>
/// <param name="NotReadySince">The newest Ready=False among its pods; null while one is available or when there are none.</param>
/// <param name="Problem">What is wrong with one of them.</param>
internal sealed record PodCounts(string Revision, int Running, int Ready, int Available, int Terminating, long? NotReadySince, PodProblem? Problem)
{
    /// <summary>The counts of a revision; null when it has no pods.</summary>
    public static PodCounts? Find(IReadOnlyList<PodCounts> all, string revision)
    {
        foreach (var counts in all)
        {
            if (string.Equals(counts.Revision, revision, StringComparison.Ordinal))
            {
                return counts;
            }
        }

        return null;
    }
}
