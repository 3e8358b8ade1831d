using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>What the whole rollout shows, from its clusters.</summary>
public static class StatusSummary
{
    /// <summary>The shares over all clusters by their pods.</summary>
    public static IReadOnlyList<WeightStatus>? Weights(IReadOnlyList<ClusterRolloutStatus> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        return clusters.Count == 0 ? null : clusters[0].Weights;
    }
}
