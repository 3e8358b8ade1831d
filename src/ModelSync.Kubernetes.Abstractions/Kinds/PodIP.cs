namespace ModelSync.Kubernetes.Kinds;

/// <summary>An address of a pod.</summary>
public sealed record PodIP
{
    /// <summary>The address.</summary>
    public string? Ip { get; init; }
}
