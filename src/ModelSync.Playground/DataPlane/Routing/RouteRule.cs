namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>What is done with the requests of a rule.</summary>
internal sealed record RouteRule
{
    /// <summary>The route and rule, for people.</summary>
    public required string Title { get; init; }

    public WeightedChoice<RouteBackend> Backends { get; init; } = new([]);

    public HeaderChanges RequestHeaders { get; init; } = HeaderChanges.None;

    public HeaderChanges ResponseHeaders { get; init; } = HeaderChanges.None;

    public PathRewrite? PathRewrite { get; init; }

    public string? HostRewrite { get; init; }

    public Redirect? Redirect { get; init; }

    /// <summary>The time from the request to the end of its answer.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>The time for one try.</summary>
    public TimeSpan? BackendTimeout { get; init; }

    public RetryPolicy Retries { get; init; } = RetryPolicy.None;

    /// <summary>Whether backends are spoken to in HTTP/2 with prior knowledge, as gRPC needs it.</summary>
    public bool IsGrpc { get; init; }

    /// <summary>What is answered where a Service is missing: gateways say 500, meshes 503.</summary>
    public int MissingBackendStatus { get; init; } = 500;
}
