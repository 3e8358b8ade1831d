namespace ModelSync.Core.Rollouts;

/// <summary>One revision in one cluster.</summary>
public sealed record RevisionObservation
{
    /// <summary>The revision.</summary>
    public required string Revision { get; init; }

    /// <summary>The replicas that its Deployment asks for.</summary>
    public required int DesiredReplicas { get; init; }

    /// <summary>Its pods that are not terminating.</summary>
    public required int Replicas { get; init; }

    /// <summary>Its pods that are ready, have been for minReadySeconds, and are endpoints of its Service.</summary>
    public required int ReadyEndpoints { get; init; }

    /// <summary>Its pods that still terminate; their connections may still be served.</summary>
    public int TerminatingPods { get; init; }

    /// <summary>How long it has been without a ready endpoint; null while it has one, zero when it has no pods.</summary>
    public TimeSpan? NotReadyFor { get; init; }

    /// <summary>What is wrong with its pods; null when nothing is.</summary>
    public PodProblem? Problem { get; init; }

    /// <summary>Whether an owned field of its objects differs from what the server returned to the last apply, or an object is missing.</summary>
    public bool IsDrifted { get; init; }
}
