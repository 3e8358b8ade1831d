namespace ModelSync.Api.Rollouts;

/// <summary>A route that ModelSync makes.</summary>
public sealed record OwnedRoute
{
    /// <summary>HTTPRoute or GRPCRoute.</summary>
    public RouteKind? Kind { get; init; }

    /// <summary>The Gateways it belongs to.</summary>
    public IReadOnlyList<ParentReference>? ParentRefs { get; init; }

    /// <summary>The host names it serves.</summary>
    public IReadOnlyList<string>? Hostnames { get; init; }

    /// <summary>The matches of its rule, as the Gateway API defines them.</summary>
    public IReadOnlyList<RawJson>? Matches { get; init; }

    /// <summary>The filters of its rule, as the Gateway API defines them.</summary>
    public IReadOnlyList<RawJson>? Filters { get; init; }

    /// <summary>The timeouts of its rule.</summary>
    public RouteTimeouts? Timeouts { get; init; }
}
