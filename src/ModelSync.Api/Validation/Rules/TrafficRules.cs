using ModelSync.Api.Rollouts;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of what splits the traffic.</summary>
internal static class TrafficRules
{
    /// <summary>All of them.</summary>
    public static Place<TrafficSpec> All() => new Place<TrafficSpec>()
        .With(static place => UnionRules.Add(place, "GatewayAPI", "gatewayAPI", static traffic => traffic.Type == TrafficType.GatewayAPI, static traffic => traffic.GatewayAPI))
        .With(static place => UnionRules.Add(place, "Istio", "istio", static traffic => traffic.Type == TrafficType.Istio, static traffic => traffic.Istio))
        .Member("gatewayAPI", static traffic => traffic.GatewayAPI, GatewayApi())
        .Member("istio", static traffic => traffic.Istio, Istio());

    private static Place<GatewayApiTraffic> GatewayApi() => new Place<GatewayApiTraffic>()
        .Require(
            "has(self.route) != has(self.routeRef)",
            static gateway => gateway.Route is null != gateway.RouteRef is null,
            "exactly one of route (ModelSync makes it) and routeRef (a rule of a route that is there) must be set")
        .Member("route", static gateway => gateway.Route, Route());

    private static Place<OwnedRoute> Route() => new Place<OwnedRoute>()
        .Require(
            "self.kind != 'GRPCRoute' || !has(self.timeouts)",
            static route => route.Kind != RouteKind.GRPCRoute || route.Timeouts is null,
            "timeouts do not exist in a GRPCRoute; remove them, or use kind HTTPRoute",
            field: ".timeouts",
            reason: Reasons.Forbidden)
        .Require(
            "self.parentRefs.all(p, self.parentRefs.exists_one(q, q == p))",
            static route => route.ParentRefs!.Distinct().Count() == route.ParentRefs!.Count,
            "parentRefs must not have the same parent twice; remove one, or give them different sectionNames or ports",
            field: ".parentRefs")
        .Member("timeouts", static route => route.Timeouts, Timeouts());

    private static Place<RouteTimeouts> Timeouts() => new Place<RouteTimeouts>()
        .Require(
            "!has(self.request) || !has(self.backendRequest) || duration(self.request) == duration('0s') || duration(self.backendRequest) <= duration(self.request)",
            static timeouts => timeouts.Request is null || timeouts.BackendRequest is null
                || GatewayDuration.Milliseconds(timeouts.Request) is var request && (request == 0 || GatewayDuration.Milliseconds(timeouts.BackendRequest) <= request),
            "backendRequest must not be longer than request, which holds all tries; shorten it",
            field: ".backendRequest");

    private static Place<IstioTraffic> Istio() => new Place<IstioTraffic>()
        .Require(
            "has(self.hosts) != has(self.virtualServiceRef)",
            static istio => istio.Hosts is null != istio.VirtualServiceRef is null,
            "exactly one of hosts (ModelSync makes a VirtualService for them) and virtualServiceRef (a route of one that is there) must be set")
        .Require(
            "!has(self.gateways) || has(self.hosts)",
            static istio => istio.Gateways is null || istio.Hosts is not null,
            "gateways is only for a VirtualService that ModelSync makes; remove it, or set hosts instead of virtualServiceRef",
            field: ".gateways",
            reason: Reasons.Forbidden);
}
