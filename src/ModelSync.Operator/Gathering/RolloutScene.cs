using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gathering;

/// <summary>Everything that was gathered for one decision.</summary>
internal sealed record RolloutScene
{
    public required RolloutSnapshot Snapshot { get; init; }

    public required RolloutIdentity Identity { get; init; }

    public required IReadOnlyList<ClusterScene> Clusters { get; init; }

    /// <summary>All records, also those that cannot be read, by revision.</summary>
    public required IReadOnlyList<RecordReading> Records { get; init; }

    /// <summary>When something of it changes by time alone, that no event tells; null where nothing does.</summary>
    public TimeSpan? LookAgainAfter { get; init; }

    public ClusterScene? Find(ClusterName cluster) => Clusters.FirstOrDefault(scene => scene.Cluster.Name == cluster);
}
