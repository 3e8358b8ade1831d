using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Playground.Network;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Nodes;

/// <summary>How many simulated nodes there are, and how they work.</summary>
public sealed record SimulatedNodesOptions
{
    /// <summary>How many nodes, 0 to 1000.</summary>
    public int Count { get; init; } = 2;

    /// <summary>What the nodes' names begin with; a number follows.</summary>
    public string NamePrefix { get; init; } = "node-";

    /// <summary>The model servers behind the pods; null: pods become ready, and nothing answers for them.</summary>
    public IModelServers? Servers { get; init; }

    /// <summary>The network in which pods, Services and kubelets are reached; null: they are not.</summary>
    public VirtualNetwork? Network { get; init; }

    /// <summary>
    /// The authority, as PEM, of the certificate that the API server shows to kubelets (<c>LocalControlPlane.CaCertificate</c>); null: the
    /// nodes have no kubelet port, so that there is no <c>kubectl logs</c>.
    /// </summary>
    public string? KubeletClientAuthority { get; init; }

    /// <summary>Seeds the latencies and errors of all model servers.</summary>
    public int Seed { get; init; }

    /// <summary>A kubelet's periods.</summary>
    public KubeletTimings Timings { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
