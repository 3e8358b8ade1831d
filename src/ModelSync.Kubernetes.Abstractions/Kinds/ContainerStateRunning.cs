using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A container that runs.</summary>
public sealed record ContainerStateRunning
{
    /// <summary>Since when.</summary>
    public KubeTime? StartedAt { get; init; }
}
