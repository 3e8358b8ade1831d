using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ModelSync.Playground.Serving;

/// <summary>What bounds the model servers of a playground, and what time they live in.</summary>
public sealed record ModelServersOptions
{
    /// <summary>The clock of latencies and logs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Hears what goes wrong in the web server behind all of them; requests are in <see cref="IModelServer.Log"/>.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>How many connections all servers hold together; one more is closed at once.</summary>
    public int MostConnections { get; init; } = 8192;

    /// <summary>How many connections one server holds; one more is closed at once.</summary>
    public int MostConnectionsPerServer { get; init; } = 1024;

    /// <summary>The largest body of a request; a larger one is answered with 413.</summary>
    public int MostRequestBytes { get; init; } = 1024 * 1024;

    /// <summary>How many lines of its log a server keeps.</summary>
    public int LogLines { get; init; } = 200;

    /// <summary>
    /// How long a draining server still answers on connections that carry no request. A request may be on its way while a server is told
    /// to end: without this time a client that keeps connections would lose it.
    /// </summary>
    public TimeSpan DrainLinger { get; init; } = TimeSpan.FromMilliseconds(200);

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Time);
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MostConnections);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MostConnectionsPerServer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MostRequestBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(LogLines);
        ArgumentOutOfRangeException.ThrowIfLessThan(DrainLinger, TimeSpan.Zero);
    }
}
