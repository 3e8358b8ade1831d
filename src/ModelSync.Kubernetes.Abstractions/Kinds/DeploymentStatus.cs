using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What there is of a Deployment.</summary>
public sealed record DeploymentStatus
{
    /// <summary>The generation that this is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>How many pods.</summary>
    public int? Replicas { get; init; }

    /// <summary>How many of the present template.</summary>
    public int? UpdatedReplicas { get; init; }

    /// <summary>How many ready.</summary>
    public int? ReadyReplicas { get; init; }

    /// <summary>How many available.</summary>
    public int? AvailableReplicas { get; init; }

    /// <summary>How many missing.</summary>
    public int? UnavailableReplicas { get; init; }

    /// <summary>How many ending.</summary>
    public int? TerminatingReplicas { get; init; }

    /// <summary>How often a hash met another template.</summary>
    public int? CollisionCount { get; init; }

    /// <summary>What holds of it.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
