namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What a reflector asks the server.</summary>
internal enum ReflectorAction
{
    /// <summary>All objects, in pages or in one piece.</summary>
    List,

    /// <summary>All objects as the beginning of a watch (KEP-3157).</summary>
    WatchList,

    /// <summary>The changes since a version.</summary>
    Watch,
}
