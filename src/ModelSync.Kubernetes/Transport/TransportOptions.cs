namespace ModelSync.Kubernetes.Transport;

/// <summary>Limits that decide how soon a dead connection is noticed; the defaults keep it within 30 seconds.</summary>
public sealed record TransportOptions
{
    /// <summary>How long a connection may be silent before an HTTP/2 ping is sent. The handler checks in steps of a quarter of the smaller of this and <see cref="PingTimeout"/>.</summary>
    public TimeSpan PingDelay { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long the answer to a ping may take before the connection and all that runs on it fail.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long TCP and TLS may take together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection is given new requests, so that DNS and load balancer changes are followed; what runs on it is not cut.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The User-Agent of every request.</summary>
    public string UserAgent { get; init; } = "modelsync";
}
