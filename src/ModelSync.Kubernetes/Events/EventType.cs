namespace ModelSync.Kubernetes.Events;

/// <summary>How an Event is meant.</summary>
public enum EventType
{
    /// <summary>Something happened as it should.</summary>
    Normal,

    /// <summary>Somebody should look.</summary>
    Warning,
}
