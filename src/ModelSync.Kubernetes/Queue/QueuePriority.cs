namespace ModelSync.Kubernetes.Queue;

/// <summary>The lane of a key in a work queue.</summary>
public enum QueuePriority
{
    /// <summary>What can wait: first lists and resyncs. Every eighth key that is taken comes from here, so that it never starves.</summary>
    Low,

    /// <summary>What somebody waits for.</summary>
    Normal,
}
