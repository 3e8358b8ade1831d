using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.DataPlane;

/// <summary>How a data plane works.</summary>
public sealed record DataPlaneOptions
{
    /// <summary>Seeds every choice between endpoints and between backends, so that a run can be repeated.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether the kinds of the Gateway API and Istio are installed where they are missing. Without them only Services are served.</summary>
    public bool InstallKinds { get; init; } = true;

    /// <summary>
    /// A Gateway of class `playground` that takes the routes of all namespaces, made where it is missing and its kind is served; null makes none.
    /// </summary>
    public NamespacedName? Gateway { get; init; } = new NamespacedName("default", "playground");

    /// <summary>How routes are treated to begin with.</summary>
    public RouteBehavior Routes { get; init; } = RouteBehavior.Prompt;

    /// <summary>How long connecting to an endpoint may take before another is tried.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A file that always lists the listeners, as JSON, for other processes; null writes none.</summary>
    public string? ListenersFile { get; init; }

    /// <summary>The clock of delays and timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
