namespace ModelSync.Playground.Control;

/// <summary>Something that requests can be sent to: a Service or a route, and where the data plane listens for it.</summary>
internal sealed record TargetState
{
    public required string Kind { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>The port of a Service; null for a route.</summary>
    public string? Port { get; init; }

    /// <summary>Where to send requests.</summary>
    public required string Url { get; init; }

    /// <summary>The present backends in words, such as "fraud-1 95, fraud-2 5".</summary>
    public required string Backends { get; init; }
}
