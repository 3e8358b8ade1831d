using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ModelSync.Playground.Nodes;

/// <summary>How many simulated nodes there are, and how they work.</summary>
public sealed record SimulatedNodesOptions
{
    /// <summary>How many nodes, 0 to 1000.</summary>
    public int Count { get; init; } = 2;

    /// <summary>What the nodes' names begin with; a number follows.</summary>
    public string NamePrefix { get; init; } = "node-";

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
