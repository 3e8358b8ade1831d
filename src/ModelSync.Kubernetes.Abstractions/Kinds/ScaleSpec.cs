namespace ModelSync.Kubernetes.Kinds;

/// <summary>How many there should be.</summary>
public sealed record ScaleSpec
{
    /// <summary>The number.</summary>
    public int? Replicas { get; init; }
}
