using System.Net;

namespace ModelSync.Playground.Load;

/// <summary>What is asked, how often and how long. A run ends with its count, its duration or its cancellation, whichever comes first.</summary>
public sealed record LoadOptions
{
    /// <summary>The loopback port to ask.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>What to ask.</summary>
    public required LoadRequest Request { get; init; }

    /// <summary>The Host header; null sends the address.</summary>
    public string? Host { get; init; }

    /// <summary>Requests a second; null sends the next as soon as the last is answered. With a rate, latency counts from when a request was due.</summary>
    public double? Rate { get; init; }

    /// <summary>How many requests can be under way at once, 1 to 1024.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>How many requests in all; null sets no bound.</summary>
    public long? Count { get; init; }

    /// <summary>How long; null sets no bound.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether each request opens a connection of its own, as it takes to see a Service split connections.</summary>
    public bool NewConnections { get; init; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often progress is told.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
