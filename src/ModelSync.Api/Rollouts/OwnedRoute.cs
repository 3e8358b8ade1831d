using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>A route that ModelSync makes.</summary>
public sealed record OwnedRoute : SpecPart
{
    /// <summary>The kind of the route.</summary>
    [Default(nameof(RouteKind.HTTPRoute))]
    public RouteKind? Kind { get; init; }

    /// <summary>The Gateways that the route belongs to.</summary>
    [Required, Items(32, Min = 1)]
    public IReadOnlyList<ParentReference>? ParentRefs { get; init; }

    /// <summary>The host names that the route serves.</summary>
    [Items(16), ListSet, Length(1, 253)]
    public IReadOnlyList<string>? Hostnames { get; init; }

    /// <summary>The matches of its rule, as the Gateway API defines them.</summary>
    [Items(8), Entries(16)]
    public IReadOnlyList<RawJson>? Matches { get; init; }

    /// <summary>The filters of its rule, as the Gateway API defines them.</summary>
    [Items(16), Entries(16)]
    public IReadOnlyList<RawJson>? Filters { get; init; }

    /// <summary>The timeouts of its rule.</summary>
    public RouteTimeouts? Timeouts { get; init; }
}
