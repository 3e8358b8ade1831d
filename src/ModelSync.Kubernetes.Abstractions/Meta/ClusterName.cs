namespace ModelSync.Kubernetes.Meta;

/// <summary>The name that this process gives to one cluster.</summary>
/// <param name="Value">The name as the user wrote it.</param>
public readonly record struct ClusterName(string Value)
{
    /// <summary>The cluster that the process itself belongs to.</summary>
    public static ClusterName Local { get; } = new("local");

    /// <summary>The name; empty for the default value, which names no cluster.</summary>
    public override string ToString() => Value ?? string.Empty;
}
