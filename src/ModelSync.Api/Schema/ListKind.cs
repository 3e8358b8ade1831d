namespace ModelSync.Api.Schema;

/// <summary>How server-side apply merges a list.</summary>
public enum ListKind
{
    /// <summary>As a whole: the last writer's list stands.</summary>
    Atomic,

    /// <summary>By value; no value stands twice.</summary>
    Set,

    /// <summary>By the values of key fields; no two items have the same.</summary>
    Map,
}
