namespace ModelSync.Core.Revisions.Drift;

/// <summary>How a live object stands to what we last applied.</summary>
public enum DriftVerdict
{
    /// <summary>Our fields are as the server returned them: nothing to write.</summary>
    Equal,

    /// <summary>It carries no seal: we never applied it, or somebody took the annotation off.</summary>
    NotApplied,

    /// <summary>We want something else than at our last apply.</summary>
    IntentChanged,

    /// <summary>Somebody changed a field of ours.</summary>
    Drifted,
}
