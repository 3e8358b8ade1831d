using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Metrics;

namespace ModelSync.Kubernetes.Clusters;

/// <summary>How a registry watches over its clusters, and of what it makes them.</summary>
public sealed record ClusterRegistryOptions
{
    /// <summary>How often a cluster is asked whether it is there, ±10 %.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the answer may take.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many probes in a row must fail before a cluster is unreachable: one lost packet is no state.</summary>
    public int FailuresUntilUnreachable { get; init; } = 2;

    /// <summary>The pause after a failed probe, doubled with each further one up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between the probes of a cluster that does not answer.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long requests may go on with the old client after credentials were exchanged.</summary>
    public TimeSpan ExchangeGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long what runs for a cluster may take to end; what has not ended by then loses its client and is waited for no longer.</summary>
    public TimeSpan RemovalTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clients made from a configuration; name, clock, logs, meter and jitter are the registry's own.</summary>
    public KubernetesClientOptions Client { get; init; } = new();

    /// <summary>Makes the caches of a cluster; null takes the runtime's own.</summary>
    public Func<IKubernetesClient, IInformerSet>? Informers { get; init; }

    /// <summary>Who tells Events; the machine's name is the pod's in a cluster.</summary>
    public EventRecorderOptions Recorder { get; init; } = new() { Component = "modelsync", Instance = Environment.MachineName };

    /// <summary>Makes the recorder of a cluster, which is run with it where it can be run; null takes the runtime's own, by <see cref="Recorder"/>.</summary>
    public Func<IKubernetesClient, IEventRecorder>? Events { get; init; }

    /// <summary>Is told to forget the series of a cluster that is gone.</summary>
    public IMetricsExposition? Exposition { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    internal void Validate()
    {
        CheckPositive(ProbeInterval, nameof(ProbeInterval));
        CheckPositive(ProbeTimeout, nameof(ProbeTimeout));
        CheckPositive(FirstPause, nameof(FirstPause));
        CheckPositive(RemovalTimeout, nameof(RemovalTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestPause, FirstPause, nameof(LongestPause));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(LongestPause, TimeSpan.FromDays(1), nameof(LongestPause));
        ArgumentOutOfRangeException.ThrowIfLessThan(ExchangeGrace, TimeSpan.Zero, nameof(ExchangeGrace));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ExchangeGrace, TimeSpan.FromDays(1), nameof(ExchangeGrace));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FailuresUntilUnreachable, nameof(FailuresUntilUnreachable));
        ArgumentNullException.ThrowIfNull(Client);
        ArgumentNullException.ThrowIfNull(Recorder);
        Recorder.Check();
    }

    // A day is far beyond sense and far below what timers can count.
    private static void CheckPositive(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), name);
    }
}
