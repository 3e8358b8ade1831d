namespace ModelSync.Kubernetes.Proxying;

/// <summary>What the API server passes a request on to.</summary>
public enum ProxyTargetKind
{
    /// <summary>A pod's own port.</summary>
    Pod,

    /// <summary>One of the ready endpoints of a service.</summary>
    Service,
}
