namespace ModelSync.Kubernetes.Kinds;

/// <summary>What a container is doing: exactly one member is set.</summary>
public sealed record ContainerState
{
    /// <summary>It waits.</summary>
    public ContainerStateWaiting? Waiting { get; init; }

    /// <summary>It runs.</summary>
    public ContainerStateRunning? Running { get; init; }

    /// <summary>It ended.</summary>
    public ContainerStateTerminated? Terminated { get; init; }
}
