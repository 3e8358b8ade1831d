namespace ModelSync.Kubernetes.Client;

/// <summary>How a list's resource version is meant.</summary>
public enum ResourceVersionMatch
{
    /// <summary>That state or any later one.</summary>
    NotOlderThan,

    /// <summary>That very state.</summary>
    Exact,
}
