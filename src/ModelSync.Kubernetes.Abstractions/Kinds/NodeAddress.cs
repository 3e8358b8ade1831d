namespace ModelSync.Kubernetes.Kinds;

/// <summary>An address of a node.</summary>
public sealed record NodeAddress
{
    /// <summary>`InternalIP`, `Hostname` and so on.</summary>
    public string? Type { get; init; }

    /// <summary>The address.</summary>
    public string? Address { get; init; }
}
