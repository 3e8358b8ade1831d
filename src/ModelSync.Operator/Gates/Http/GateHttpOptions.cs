using ModelSync.Kubernetes.Config;
using ModelSync.Operator.Connections;

namespace ModelSync.Operator.Gates.Http;

/// <summary>How requests for gates are sent.</summary>
internal sealed record GateHttpOptions
{
    /// <summary>Which addresses may be connected to. Loopback is only for tests.</summary>
    public AddressPolicy Addresses { get; init; } = new();

    /// <summary>Where API servers are: nobody is led there.</summary>
    public ApiServerAddresses ApiServers { get; init; } = ApiServerAddresses.None;

    /// <summary>The clock of the limits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>An HTTP proxy that leads to pods, `--pod-proxy`; null: pods are reached directly.</summary>
    public Uri? PodProxy { get; init; }

    /// <summary>How many connections one address may have.</summary>
    public int MostConnectionsPerHost { get; init; } = 16;

    /// <summary>How long a connection may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection is kept without work.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection is kept at all: names may come to mean other addresses.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);
}
