namespace ModelSync.Kubernetes.Transport;

/// <summary>Connections that never share a socket, so that a stuck one cannot delay the other.</summary>
public enum TransportLane
{
    /// <summary>Everything but leases.</summary>
    Data,

    /// <summary>Lease renewals: a data connection that is stuck must not cost the leadership (kubernetes #121793).</summary>
    Leases,
}
