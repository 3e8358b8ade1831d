using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Operator.Gates.Scenes;

/// <summary>What the gates of a rollout measure in one cluster, as it was seen when a decision asked for them.</summary>
internal sealed record GateScene
{
    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; init; } = ClusterName.Local;

    /// <summary>The rollout.</summary>
    public required RolloutIdentity Rollout { get; init; }

    /// <summary>The epoch of its status: runs of another one are forgotten.</summary>
    public required long Epoch { get; init; }

    /// <summary>The environment of the target; null where it has none.</summary>
    public string? Environment { get; init; }

    /// <summary>The revision that is judged.</summary>
    public required SceneRevision Candidate { get; init; }

    /// <summary>The revision that it is compared with; null for the first one.</summary>
    public SceneRevision? Stable { get; init; }

    /// <summary>The baselines that the status keeps, by the names of gates: with them old measurements are dropped without changing a verdict.</summary>
    public StringMap KeptBaselines { get; init; } = StringMap.Empty;
}
