using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What is wanted of a Deployment.</summary>
public sealed record DeploymentSpec
{
    /// <summary>How many pods.</summary>
    public int? Replicas { get; init; }

    /// <summary>How its pods are recognised; immutable.</summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>What each pod is made from.</summary>
    public PodTemplateSpec? Template { get; init; }

    /// <summary>How long a pod must be ready to count as available.</summary>
    public int? MinReadySeconds { get; init; }

    /// <summary>How long progress may take.</summary>
    public int? ProgressDeadlineSeconds { get; init; }

    /// <summary>How many old ReplicaSets are kept.</summary>
    public int? RevisionHistoryLimit { get; init; }

    /// <summary>True stops the Deployment's own rollout.</summary>
    public bool? Paused { get; init; }
}
