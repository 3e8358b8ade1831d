using System.Net;
using Microsoft.Extensions.Logging;

namespace ModelSync.Operator.Program;

/// <summary>How the operator runs; read from flags and environment variables by <see cref="OptionsReader"/>.</summary>
internal sealed record OperatorOptions
{
    /// <summary>The kubeconfig; null takes the usual places, and within a cluster its ServiceAccount.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The namespaces to look after; null for all.</summary>
    public IReadOnlyList<string>? Namespaces { get; init; }

    /// <summary>The environment of targets that name none themselves.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether only one of several replicas acts.</summary>
    public bool LeaderElection { get; init; } = true;

    public string LeaseName { get; init; } = "modelsync";

    /// <summary>Where the Lease is; null takes the operator's own namespace.</summary>
    public string? LeaseNamespace { get; init; }

    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The name of this replica; null takes POD_NAME, else the machine's name.</summary>
    public string? Identity { get; init; }

    /// <summary>Where metrics are served; null for nowhere.</summary>
    public IPEndPoint? MetricsAddress { get; init; } = new(IPAddress.IPv6Any, 8080);

    /// <summary>Where /healthz and /readyz are served.</summary>
    public IPEndPoint HealthAddress { get; init; } = new(IPAddress.IPv6Any, 8081);

    /// <summary>An HTTP proxy by which pods and Services are reached.</summary>
    public Uri? PodProxy { get; init; }

    /// <summary>Whether pods are reached by way of the API server; needs the right to pods/proxy.</summary>
    public bool PodsByApiServer { get; init; }

    /// <summary>Registries that are asked without TLS.</summary>
    public IReadOnlySet<string> PlainHttpRegistries { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How many rollouts are worked on at once.</summary>
    public int Workers { get; init; } = 8;

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Whether logs are JSON lines; plain text otherwise.</summary>
    public bool LogsJson { get; init; } = true;
}
