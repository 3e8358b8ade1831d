using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ModelSync.Kubernetes.Runtime;

/// <summary>What every part of the runtime takes from its surroundings: clock, logs, meter, spans and chance; one for a process, or one for a test.</summary>
public sealed record RuntimeServices
{
    /// <summary>The name of the meter of all instruments of the runtime, and of the source of its spans.</summary>
    public const string MeterName = "ModelSync.Kubernetes";

    /// <summary>The system's clock, no logs, and the process's own meter.</summary>
    public static RuntimeServices Default { get; } = new();

    /// <summary>The clock of all waiting.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Where instruments are made; a meter hands out the same instrument to all who ask for the same name.</summary>
    public Meter Meter { get; init; } = SharedMeter.Instance;

    /// <summary>Where spans are made: one for each reconcile.</summary>
    public ActivitySource ActivitySource { get; init; } = SharedActivitySource.Instance;

    /// <summary>A number from 0 up to 1, drawn anew for each delay that must not be the same everywhere.</summary>
    public Func<double> Jitter { get; init; } = static () => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);

    private static class SharedActivitySource
    {
        public static readonly ActivitySource Instance = new(MeterName);
    }

    private static class SharedMeter
    {
        public static readonly Meter Instance = new(MeterName);
    }
}
