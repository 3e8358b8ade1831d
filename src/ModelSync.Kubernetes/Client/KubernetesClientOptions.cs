using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Client;

/// <summary>How a client behaves. There is no limit of requests per second: the server's own fairness and its Retry-After are followed instead.</summary>
public sealed record KubernetesClientOptions
{
    /// <summary>The name that this process gives to the cluster.</summary>
    public ClusterName Cluster { get; init; } = ClusterName.Local;

    /// <summary>Connections and pings.</summary>
    public TransportOptions Transport { get; init; } = new();

    /// <summary>How long the headers of an answer may take, and each further piece of its body.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the headers of a list may take, which a large cluster needs longer for; the server itself gives up after 60 seconds.</summary>
    public TimeSpan ListTimeout { get; init; } = TimeSpan.FromSeconds(65);

    /// <summary>The shortest time after which the server shall end a watch; up to twice as long is drawn, so that watches do not end together.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after the time at which the server should have ended it a watch counts as dead.</summary>
    public TimeSpan WatchGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a request is sent again after an answer with Retry-After before the refusal is passed on.</summary>
    public int MaxRetryAfterTries { get; init; } = 10;

    /// <summary>The longest Retry-After that is waited for; a longer one is passed on.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest object that is read; a larger one becomes an invalid object.</summary>
    public int MaxObjectBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// Whether lists travel compressed. Null decides by the server's address: not on this machine, in a private network or within the cluster, where
    /// compressing takes the server longer than sending; but for public addresses and names.
    /// </summary>
    public bool? CompressLists { get; init; }

    /// <summary>Who owns the fields that creates, replaces and patches write, where the call does not say; null leaves it to the server.</summary>
    public string? FieldManager { get; init; }

    /// <summary>What becomes of unknown fields where the call does not say.</summary>
    public FieldValidation FieldValidation { get; init; } = FieldValidation.Strict;

    /// <summary>Told every warning that the server sends; called on any thread.</summary>
    public Action<ApiWarning>? OnWarning { get; init; }

    /// <summary>A number from 0 up to 1, drawn anew for each delay that must not be the same everywhere.</summary>
    public Func<double> Jitter { get; init; } = static () => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);

    /// <summary>The clock of all waiting.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where the instruments `modelsync.client.requests` and `modelsync.client.request.duration` are made.</summary>
    public Meter Meter { get; init; } = RuntimeServices.Default.Meter;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <exception cref="ArgumentException">A limit is out of its range; the message names it.</exception>
    internal void Validate()
    {
        CheckPositive(RequestTimeout, nameof(RequestTimeout));
        CheckPositive(ListTimeout, nameof(ListTimeout));
        CheckPositive(WatchTimeout, nameof(WatchTimeout));
        ArgumentOutOfRangeException.ThrowIfLessThan(WatchGrace, TimeSpan.Zero, nameof(WatchGrace));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRetryAfter, TimeSpan.Zero, nameof(MaxRetryAfter));
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRetryAfterTries, nameof(MaxRetryAfterTries));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxObjectBytes, nameof(MaxObjectBytes));

        // A buffer holds up to four times as much, and no array can be longer than 2 GB.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxObjectBytes, 256 * 1024 * 1024, nameof(MaxObjectBytes));
    }

    // A day is far beyond sense and far below what timers can count.
    private static void CheckPositive(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), name);
    }
}
