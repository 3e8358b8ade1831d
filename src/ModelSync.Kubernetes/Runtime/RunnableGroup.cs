namespace ModelSync.Kubernetes.Runtime;

/// <summary>When something starts; stopped in the reverse order. A group starts once the one before it has.</summary>
public enum RunnableGroup
{
    /// <summary>Answers to probes and scrapers, first and last of all.</summary>
    Servers,

    /// <summary>Clusters and their caches, on every replica.</summary>
    Caches,

    /// <summary>What runs on every replica beside them.</summary>
    Others,

    /// <summary>What runs while this process leads.</summary>
    LeaderElected,
}
