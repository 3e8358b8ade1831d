using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Traffic;

namespace ModelSync.Operator.Traffic;

/// <summary>The route, or the one rule of somebody else's, that a rollout's traffic settings name.</summary>
/// <param name="Kind">HTTPRoute, GRPCRoute or VirtualService.</param>
/// <param name="Name">The route's name.</param>
/// <param name="Traffic">The settings.</param>
internal sealed record RouteTarget(string Kind, string Name, TrafficSpec Traffic)
{
    /// <summary>Whether the route is somebody else's, and only its named rule's backends are ours.</summary>
    public bool IsAdopted => Traffic.GatewayAPI?.RouteRef is not null || Traffic.Istio?.VirtualServiceRef is not null;

    /// <summary>The rule of an adopted route.</summary>
    public string? Rule => Traffic.GatewayAPI?.RouteRef?.RuleName ?? Traffic.Istio?.VirtualServiceRef?.RouteName;

    /// <summary>That rule; null for a route that the rollout owns.</summary>
    public AdoptedRule? AdoptedRule => IsAdopted ? new AdoptedRule(Kind, Name, Rule ?? "") : null;

    /// <summary>The settings that name such a rule.</summary>
    public static RouteTarget Of(AdoptedRule rule) => new(rule.Kind, rule.Route, rule.Kind is RouteKinds.VirtualService
        ? new TrafficSpec { Type = TrafficType.Istio, Istio = new IstioTraffic { VirtualServiceRef = new VirtualServiceReference { Name = rule.Route, RouteName = rule.Rule } } }
        : new TrafficSpec
        {
            Type = TrafficType.GatewayAPI,
            GatewayAPI = new GatewayApiTraffic
            {
                RouteRef = new RouteReference { Kind = rule.Kind is RouteKinds.GrpcRoute ? RouteKind.GRPCRoute : RouteKind.HTTPRoute, Name = rule.Route, RuleName = rule.Rule },
            },
        });

    /// <summary>What the settings name; null for a Service.</summary>
    public static RouteTarget? Of(TrafficSpec traffic, string rollout) => RouteKinds.Of(traffic) is { } kind
        ? new RouteTarget(kind, traffic.GatewayAPI?.RouteRef?.Name ?? traffic.Istio?.VirtualServiceRef?.Name ?? rollout, traffic)
        : null;

    /// <summary>The patch of an adopted route for a split.</summary>
    public Rendered<RoutePatch> Patch(RawJson live, RolloutIdentity rollout, TrafficSplit split) => Traffic.GatewayAPI?.RouteRef is { } route
        ? RouteAdoption.Patch(live, route, rollout, split)
        : RouteAdoption.Patch(live, Traffic.Istio!.VirtualServiceRef!, rollout, split);

    /// <summary>The patch that gives an adopted rule its entry Service back.</summary>
    public Rendered<RoutePatch> Restore(RawJson live, RolloutIdentity rollout) => Traffic.GatewayAPI?.RouteRef is { } route
        ? RouteAdoption.Restore(live, route, rollout)
        : RouteAdoption.Restore(live, Traffic.Istio!.VirtualServiceRef!, rollout);
}
