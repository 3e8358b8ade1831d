using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Revisions;

public sealed class RouteIntentTests
{
    private static readonly TrafficSplit Split = TrafficSplit.Between("bcdfghjklm", "npqrstvwxz", 25);

    [Test]
    public void The_HTTPRoute_is_the_reviewed_one() => GoldenFile.Check("http-route.json", Render(new OwnedRoute
    {
        Kind = RouteKind.HTTPRoute,
        ParentRefs = [new ParentReference { Name = "public", Namespace = "gateways", SectionName = "https" }],
        Hostnames = ["fraud.example"],
        Matches = [RawJson.From("""{"path":{"type":"PathPrefix","value":"/v2"}}""")],
        Filters = [RawJson.From("""{"type":"RequestHeaderModifier","requestHeaderModifier":{"set":[{"name":"x-team","value":"risk"}]}}""")],
        Timeouts = new RouteTimeouts { Request = "10s", BackendRequest = "2s" },
    }));

    [Test]
    public void The_GRPCRoute_is_the_reviewed_one() =>
        GoldenFile.Check("grpc-route.json", Render(new OwnedRoute { Kind = RouteKind.GRPCRoute, ParentRefs = [new ParentReference { Name = "public" }] }));

    [Test]
    public void The_VirtualService_is_the_reviewed_one() => GoldenFile.Check("virtual-service.json", RouteIntent.Render(
        Samples.Identity,
        new TrafficSpec { Type = TrafficType.Istio, Istio = new IstioTraffic { Hosts = ["fraud.example"], Gateways = ["istio-system/public"] } },
        Samples.Ports,
        Split).Value!);

    [Test]
    public void A_revision_without_traffic_keeps_its_entry() =>
        Assert.That(
            RouteIntent.Render(Samples.Identity, Http(new OwnedRoute()), Samples.Ports, TrafficSplit.Between("bcdfghjklm", "npqrstvwxz", 0)).Value!.ToString(),
            Does.Contain("""{"name":"fraud-npqrstvwxz","port":80,"weight":0}"""));

    [Test]
    public void A_parent_that_is_no_Gateway_is_named_in_full() => Assert.That(
        Render(new OwnedRoute { ParentRefs = [new ParentReference { Group = "", Kind = "Service", Name = "mesh", Port = 80 }] }).ToString(),
        Does.Contain("""[{"group":"","kind":"Service","name":"mesh","port":80}]"""));

    [Test]
    public void A_VirtualService_without_hosts_is_for_the_rollouts_own() => Assert.That(
        RouteIntent.Render(Samples.Identity, new TrafficSpec { Type = TrafficType.Istio, Istio = new IstioTraffic() }, Samples.Ports, Split).Value!.ToString(),
        Does.Contain("\"hosts\":[\"fraud\"]"));

    [Test]
    public void What_makes_no_route_is_told_with_the_remedy()
    {
        Assert.That(
            RouteIntent.Render(Samples.Identity, new TrafficSpec { Type = TrafficType.Service }, Samples.Ports, Split).Impediment!.Message,
            Does.Contain("set traffic.gatewayAPI.route or traffic.istio.hosts"));
        var timeouts = new OwnedRoute { Kind = RouteKind.GRPCRoute, Timeouts = new RouteTimeouts { Request = "1s" } };
        Assert.That(RouteIntent.Render(Samples.Identity, Http(timeouts), Samples.Ports, Split).Impediment!.Message, Does.Contain("a GRPCRoute has no timeouts: take it out"));
    }

    [Test]
    public void Timeouts_of_a_GRPCRoute_are_refused() => Assert.That(
        RouteIntent.Render(Samples.Identity, Http(new OwnedRoute { Kind = RouteKind.GRPCRoute, Timeouts = new RouteTimeouts { Request = "1s" } }), Samples.Ports, Split).Impediment!.Reason,
        Is.EqualTo("UnsupportedField"));

    [Test]
    public void A_route_needs_a_port_and_a_description()
    {
        Assert.That(RouteIntent.Render(Samples.Identity, Http(new OwnedRoute()), [], Split).Impediment!.Message, Does.StartWith("spec.ports is empty"));
        Assert.That(RouteIntent.Render(Samples.Identity, new TrafficSpec { Type = TrafficType.Service }, Samples.Ports, Split).IsRendered, Is.False);
    }

    private static TrafficSpec Http(OwnedRoute route) => new() { Type = TrafficType.GatewayAPI, GatewayAPI = new GatewayApiTraffic { Route = route } };

    private static RawJson Render(OwnedRoute route) => RouteIntent.Render(Samples.Identity, Http(route), Samples.Ports, Split).Value!;
}
