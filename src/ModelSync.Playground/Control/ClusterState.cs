namespace ModelSync.Playground.Control;

/// <summary>One cluster of a running playground.</summary>
internal sealed record ClusterState
{
    public required string Name { get; init; }

    /// <summary>The version of Kubernetes.</summary>
    public required string Kubernetes { get; init; }

    /// <summary>A kubeconfig through the fault proxy.</summary>
    public required string Kubeconfig { get; init; }

    /// <summary>A kubeconfig past the fault proxy.</summary>
    public required string DirectKubeconfig { get; init; }

    /// <summary>The loopback address of the HTTP proxy to pods and Services.</summary>
    public required string PodProxy { get; init; }

    public required int Nodes { get; init; }

    /// <summary>How many pods are in which state, as `kubectl get pods` calls it.</summary>
    public required IReadOnlyDictionary<string, int> Pods { get; init; }

    public required IReadOnlyList<TargetState> Targets { get; init; }

    public required IReadOnlyList<FaultState> Faults { get; init; }
}
