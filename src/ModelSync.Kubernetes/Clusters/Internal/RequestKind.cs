namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>What a request takes from its cluster.</summary>
internal enum RequestKind
{
    /// <summary>It ends soon, and is counted until then.</summary>
    Short,

    /// <summary>It stays open, and is not counted.</summary>
    Watch,
}
