using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>How a fault proxy is to run.</summary>
public sealed record FaultProxyOptions
{
    /// <summary>Where all chance comes from; null takes a new one, which is logged.</summary>
    public ulong? Seed { get; init; }

    /// <summary>A file that must not be there yet, for what was injected, as JSON lines; null keeps the last of it in memory alone.</summary>
    public string? LogFile { get; init; }

    /// <summary>How many connections may be open at once; further ones are closed.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>The clock of delays and durations.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
