namespace ModelSync.Api.Rollouts;

/// <summary>A route of the Gateway API: one that ModelSync makes, or a rule of one that is there.</summary>
public sealed record GatewayApiTraffic : SpecPart
{
    /// <summary>A route that ModelSync makes and owns.</summary>
    public OwnedRoute? Route { get; init; }

    /// <summary>A rule of a route that somebody else owns; only its backendRefs are touched.</summary>
    public RouteReference? RouteRef { get; init; }
}
