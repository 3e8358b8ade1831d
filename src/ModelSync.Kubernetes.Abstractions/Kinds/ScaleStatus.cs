namespace ModelSync.Kubernetes.Kinds;

/// <summary>How many there are.</summary>
public sealed record ScaleStatus
{
    /// <summary>The number.</summary>
    public int? Replicas { get; init; }

    /// <summary>The label query that selects the pods.</summary>
    public string? Selector { get; init; }
}
