using ModelSync.Api;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>Sums clusters up for the fields of a status that are about the whole rollout.</summary>
public static class StatusSummary
{
    /// <summary>Pods of all revisions in all clusters.</summary>
    public static int Replicas(IReadOnlyList<ClusterRolloutStatus> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        var sum = 0L;
        foreach (var cluster in clusters)
        {
            sum += Math.Max(0, cluster.Replicas ?? 0);
        }

        return (int)Math.Min(sum, int.MaxValue);
    }

    /// <summary>Selects the pods of all revisions: what autoscalers count.</summary>
    public static string Selector(string rollout) => $"{ApiGroup.Name}/rollout={rollout}";
}
