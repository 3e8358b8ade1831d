namespace ModelSync.Kubernetes.Client;

/// <summary>What a watch tells.</summary>
public enum WatchEventType
{
    /// <summary>The object came into being, or into the selection.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object is gone, or out of the selection; its last state comes along.</summary>
    Deleted,

    /// <summary>No object: only how far the watch has got.</summary>
    Bookmark,
}
