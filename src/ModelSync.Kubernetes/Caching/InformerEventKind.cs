namespace ModelSync.Kubernetes.Caching;

/// <summary>What happened to an object in a cache.</summary>
public enum InformerEventKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It was there before, perhaps as another object of the same name (the UIDs differ then).</summary>
    Updated,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>Nothing happened: told again as a safety net.</summary>
    Resync,
}
