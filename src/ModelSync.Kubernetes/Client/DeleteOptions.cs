namespace ModelSync.Kubernetes.Client;

/// <summary>How an object is deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>What must hold.</summary>
    public Preconditions? Preconditions { get; init; }

    /// <summary>What becomes of owned objects; null takes the kind's default.</summary>
    public PropagationPolicy? PropagationPolicy { get; init; }

    /// <summary>How long the object may take to end; 0 ends it at once.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>True goes through admission, and deletes nothing.</summary>
    public bool DryRun { get; init; }
}
