namespace ModelSync.Kubernetes.Client;

/// <summary>What becomes of the objects that a deleted one owns.</summary>
public enum PropagationPolicy
{
    /// <summary>They go afterwards.</summary>
    Background,

    /// <summary>They go first.</summary>
    Foreground,

    /// <summary>They stay, without the owner.</summary>
    Orphan,
}
