using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>
/// Renders the routes that a rollout owns. A revision that the split names has its entry also with weight 0, so that its Service is resolved
/// before it gets traffic.
/// </summary>
public static class RouteIntent
{
    /// <summary>The HTTPRoute, GRPCRoute or VirtualService for a split; an impediment where the spec cannot be a route.</summary>
    public static Rendered<RawJson> Render(RolloutIdentity rollout, TrafficSpec traffic, IReadOnlyList<ServicePortSpec> ports, TrafficSplit split)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(traffic);
        ArgumentNullException.ThrowIfNull(ports);
        ArgumentNullException.ThrowIfNull(split);
        if (ports.Count == 0 || ports[0].Port is not { } port)
        {
            return new Impediment(ConditionReasons.InvalidSpec, "spec.ports is empty: a route needs the port of the Services; add one.");
        }

        return traffic switch
        {
            { Type: TrafficType.GatewayAPI, GatewayAPI.Route: { } route } => GatewayRoute(rollout, route, port, split),
            { Type: TrafficType.Istio, Istio: { VirtualServiceRef: null } istio } => JsonTree.Raw(VirtualService(rollout, istio, port, split)),
            _ => new Impediment(ConditionReasons.InvalidSpec, "spec.traffic describes no route that ModelSync makes: set traffic.gatewayAPI.route or traffic.istio.hosts."),
        };
    }

    private static Rendered<RawJson> GatewayRoute(RolloutIdentity rollout, OwnedRoute route, int port, TrafficSplit split)
    {
        var kind = route.Kind ?? RouteKind.HTTPRoute;
        if (kind is RouteKind.GRPCRoute && route.Timeouts is not null)
        {
            return new Impediment(ConditionReasons.UnsupportedField, "spec.traffic.gatewayAPI.route.timeouts is set, and a GRPCRoute has no timeouts: take it out.");
        }

        var rule = JsonTree.Of(
            ("matches", JsonTree.List(route.Matches?.Select(JsonTree.Node))),
            ("filters", JsonTree.List(route.Filters?.Select(JsonTree.Node))),
            ("backendRefs", JsonTree.List(split.Shares.Select(share => JsonTree.Of(
                ("name", rollout.NameOf(share.Revision)),
                ("port", port),
                ("weight", share.Weight))))),
            ("timeouts", Timeouts(route.Timeouts)));
        return JsonTree.Raw(JsonTree.Of(
            ("apiVersion", "gateway.networking.k8s.io/v1"),
            ("kind", kind is RouteKind.GRPCRoute ? "GRPCRoute" : "HTTPRoute"),
            ("metadata", ObjectMetadata.Of(rollout)),
            ("spec", JsonTree.Of(
                ("parentRefs", JsonTree.List(route.ParentRefs?.Select(Parent))),
                ("hostnames", JsonTree.List(route.Hostnames?.Select(static host => JsonTree.Of(host)))),
                ("rules", new JsonArray(rule))))));
    }

    private static JsonObject VirtualService(RolloutIdentity rollout, IstioTraffic istio, int port, TrafficSplit split) => JsonTree.Of(
        ("apiVersion", "networking.istio.io/v1"),
        ("kind", "VirtualService"),
        ("metadata", ObjectMetadata.Of(rollout)),
        ("spec", JsonTree.Of(
            ("hosts", JsonTree.List((istio.Hosts ?? [rollout.Name]).Select(static host => JsonTree.Of(host)))),
            ("gateways", JsonTree.List(istio.Gateways?.Select(static gateway => JsonTree.Of(gateway)))),
            ("http", new JsonArray(JsonTree.Of(("route", JsonTree.List(split.Shares.Select(share => JsonTree.Of(
                ("destination", JsonTree.Of(("host", rollout.NameOf(share.Revision)), ("port", JsonTree.Of(("number", port))))),
                ("weight", share.Weight)))))))))));

    private static JsonObject Parent(ParentReference parent) => JsonTree.Of(
        ("group", JsonTree.Of(parent.Group)),
        ("kind", JsonTree.Of(parent.Kind)),
        ("namespace", JsonTree.Of(parent.Namespace)),
        ("name", JsonTree.Of(parent.Name)),
        ("sectionName", JsonTree.Of(parent.SectionName)),
        ("port", JsonTree.Of(parent.Port)));

    private static JsonObject? Timeouts(RouteTimeouts? timeouts) => timeouts is null ? null : JsonTree.Of(
        ("request", JsonTree.Of(timeouts.Request)),
        ("backendRequest", JsonTree.Of(timeouts.BackendRequest)));
}
