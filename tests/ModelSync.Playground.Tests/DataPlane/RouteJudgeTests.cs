using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane;
using ModelSync.Playground.DataPlane.Gateways;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Mesh;
using ModelSync.Playground.DataPlane.Planning;
using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>Which routes are accepted, by the reasons of the Gateway API.</summary>
[CancelAfter(60_000)]
internal sealed class RouteJudgeTests
{
    private const string GatewayJson =
        """
        {"metadata": {"namespace": "infra", "name": "public"}, "spec": {"gatewayClassName": "playground", "listeners": [
          {"name": "any", "port": 80, "protocol": "HTTP", "hostname": "*.example", "allowedRoutes": {"namespaces": {"from": "All"}, "kinds": [{"kind": "HTTPRoute"}]}},
          {"name": "same", "port": 81, "protocol": "HTTP"},
          {"name": "team", "port": 82, "protocol": "HTTP", "allowedRoutes": {"namespaces": {"from": "Selector", "selector": {"matchLabels": {"team": "risk"}}}}},
          {"name": "tcp", "port": 83, "protocol": "TCP"}]}}
        """;

    private TrafficWorld _world = null!;
    private ProxyServer _server = null!;
    private GatewayBook _gateways = null!;

    [SetUp]
    public async Task Start()
    {
        _world = await TrafficWorld.StartAsync(seed: 1, CancellationToken.None);
        _world.AddService("model");
        _server = await ProxyServer.StartAsync(new ProxyApplication(new RequestHandler(new Forwarder(_world.Services, new Dice(1), TimeProvider.System))), TimeProvider.System, CancellationToken.None);
        _gateways = new GatewayBook(_server, new ListenerDirectory(), TimeProvider.System);
        var labels = Kubernetes.Serialization.StringMap.From([KeyValuePair.Create("team", "risk")]);
        _gateways.Replace([new GatewayView(JsonSerializer.Deserialize(GatewayJson, PlaneJsonContext.Default.Gateway)!, ns => ns == "ml" ? labels : null)]);
    }

    [TearDown]
    public async Task Stop()
    {
        _gateways.CloseAll();
        await _server.DisposeAsync();
        await _world.DisposeAsync();
    }

    [TestCase("""{"name": "public", "namespace": "infra", "sectionName": "team"}""", "True Accepted")]
    [TestCase("""{"name": "public", "namespace": "infra", "port": 82}""", "True Accepted")]
    [TestCase("""{"name": "public", "namespace": "infra", "sectionName": "nowhere"}""", "False NoMatchingParent")]
    [TestCase("""{"name": "public", "namespace": "infra", "port": 9}""", "False NoMatchingParent")]
    [TestCase("""{"name": "public", "namespace": "infra", "sectionName": "tcp"}""", "False NoMatchingParent")]
    [TestCase("""{"name": "public", "namespace": "infra", "sectionName": "same"}""", "False NotAllowedByListeners")]
    public void A_parent_takes_a_route_or_says_why_not(string parent, string expected) =>
        Assert.That(AcceptedOf(Judge($$"""{"parentRefs": [{{parent}}]}""")), Is.EqualTo(expected));

    [TestCase("a.example", "True Accepted")]
    [TestCase("a.other", "False NoMatchingListenerHostname")]
    public void Host_names_must_be_the_listeners_too(string host, string expected) =>
        Assert.That(AcceptedOf(Judge($$"""{"hostnames": ["{{host}}"], "parentRefs": [{"name": "public", "namespace": "infra", "sectionName": "any"}]}""")), Is.EqualTo(expected));

    [Test]
    public void Nothing_is_said_to_a_parent_that_is_not_ours() => Assert.That(Judge("""{"parentRefs": [{"name": "public"}, {"name": "x", "kind": "Service", "group": ""}]}""").Parents, Is.Empty);

    [Test]
    public void A_kind_that_the_listener_does_not_list_is_not_allowed()
    {
        var route = RouteReader.Read(TrafficWorld.GrpcRoute("""{"parentRefs": [{"name": "public", "namespace": "infra", "sectionName": "any"}]}"""));
        Assert.That(AcceptedOf(RouteJudge.Judge(route, new RouteTreatment(TimeSpan.Zero, null, null), _gateways, _world.Services)), Is.EqualTo("False NotAllowedByListeners"));
    }

    [TestCase("""{"name": "model", "port": 80}""", "True ResolvedRefs")]
    [TestCase("""{"name": "missing", "port": 80}""", "False BackendNotFound")]
    [TestCase("""{"name": "model", "port": 81}""", "False BackendNotFound")]
    [TestCase("""{"name": "model"}""", "False BackendNotFound")]
    [TestCase("""{"name": "model", "port": 80, "group": "inference.networking.k8s.io", "kind": "InferencePool"}""", "False InvalidKind")]
    [TestCase("""{"name": "model", "port": 80, "namespace": "other"}""", "False RefNotPermitted")]
    public void References_are_resolved_or_said_why_not(string backend, string expected)
    {
        var verdict = Judge($$"""{"parentRefs": [{"name": "public", "namespace": "infra", "sectionName": "team"}], "rules": [{"backendRefs": [{{backend}}]}]}""");
        Assert.That(Text(verdict.Parents[0].Findings[1]), Is.EqualTo(expected));
        Assert.That(verdict.IsAccepted, Is.True, "a bad reference costs its share of the requests, no more");
    }

    [TestCase("""{"filters": [{"type": "RequestMirror"}]}""", "RequestMirror")]
    [TestCase("""{"timeouts": {"request": "soon"}}""", "spec.rules[0].timeouts.request")]
    [TestCase("""{"matches": [{"path": {"type": "RegularExpression", "value": "("}}]}""", "spec.rules[0].matches[0].path.value")]
    [TestCase("""{"backendRefs": [{"name": "model", "port": 80, "filters": [{"type": "URLRewrite"}]}]}""", "spec.rules[0].backendRefs[0].filters[0].type")]
    public void What_is_not_supported_is_named(string rule, string named)
    {
        var verdict = Judge($$"""{"parentRefs": [{"name": "public", "namespace": "infra", "sectionName": "team"}], "rules": [{{rule}}]}""");
        Assert.That(AcceptedOf(verdict), Is.EqualTo("False UnsupportedValue"));
        Assert.That(verdict.Parents[0].Findings[0].Message, Does.Contain(named));
    }

    [TestCase("""{"hosts": ["a"], "tcp": []}""", "spec.tcp")]
    [TestCase("""{"hosts": ["a"], "http": [{"mirror": {}, "route": [{"destination": {"host": "model"}}]}]}""", "spec.http[0].mirror")]
    [TestCase("""{"hosts": ["a"], "http": [{"match": [{"sourceLabels": {}}], "route": [{"destination": {"host": "model"}}]}]}""", "spec.http[0].match[0].sourceLabels")]
    [TestCase("""{"hosts": ["a"], "http": [{"route": [{"destination": {"host": "model", "subset": "v2"}}]}]}""", "spec.http[0].route[0].destination.subset")]
    [TestCase("""{"hosts": ["a"], "http": [{"route": [{"destination": {"host": "outside.example.com"}}]}]}""", "spec.http[0].route[0].destination.host")]
    [TestCase("""{"hosts": ["a"], "http": [{"retries": {"retryOn": "full-moon"}, "route": [{"destination": {"host": "model"}}]}]}""", "full-moon")]
    [TestCase("""{"http": []}""", "spec.hosts")]
    public void What_a_VirtualService_asks_in_vain_is_named(string spec, string named)
    {
        var route = VirtualServiceReader.Read(TrafficWorld.VirtualService(spec));
        var finding = RouteJudge.Judge(route, new RouteTreatment(TimeSpan.Zero, null, null), _gateways, _world.Services).Findings[0];
        Assert.That(Text(finding), Is.EqualTo("False UnsupportedValue"));
        Assert.That(finding.Message, Does.Contain(named));
    }

    [Test]
    public void Each_change_is_served_after_its_own_delay_and_a_refused_one_never()
    {
        var clock = new ManualTimeProvider();
        var planner = new RoutePlanner(_gateways, _world.Services, _server, new ListenerDirectory(), new DirtyKeys(clock), clock);
        var key = new ObjectKey(GatewayGroup.HttpRouteKind, new NamespacedName("ml", "route"));
        var slow = new RouteBehavior { Delay = TimeSpan.FromSeconds(10) };
        Assert.That(planner.Look(key, RouteOf(0, "/zero"), slow), Is.Null);
        Assert.That(planner.Look(key, RouteOf(1, "/one"), RouteBehavior.Prompt)?.Route.Generation, Is.EqualTo(1), "a newer state overtakes one that waits");
        Assert.That(planner.Look(key, RouteOf(2, "/two"), slow)?.Route.Generation, Is.EqualTo(1));
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.That(planner.Look(key, RouteOf(3, "/three"), slow)?.Route.Generation, Is.EqualTo(1));
        Assert.That(Served(planner), Is.EqualTo("/one"));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(planner.Look(key, RouteOf(3, "/three"), slow)?.Route.Generation, Is.EqualTo(2));
        Assert.That(Served(planner), Is.EqualTo("/two"));
        Assert.That(planner.Look(key, RouteOf(4, "/four"), new RouteBehavior { Refusal = "NotToday" })?.Verdict.IsAccepted, Is.False);
        Assert.That(Served(planner), Is.EqualTo("/two"));
        planner.Look(key, route: null, RouteBehavior.Prompt);
        Assert.That(planner.Attached, Is.Empty);
    }

    private static string Served(RoutePlanner planner) => planner.Attached.Single().Program.Matches[0].Match.Path.Value;

    private static RouteObject RouteOf(long generation, string path)
    {
        var route = TrafficWorld.HttpRoute($$"""{"parentRefs": [{"name": "public", "namespace": "infra", "sectionName": "team"}], "rules": [{"matches": [{"path": {"value": "{{path}}"} }]}]}""");
        return RouteReader.Read(route with { Metadata = route.Metadata with { Uid = "1", Generation = generation } });
    }

    private static string AcceptedOf(RouteVerdict verdict) => Text(verdict.Parents[0].Findings[0]);

    private static string Text(Finding finding) => $"{finding.IsTrue} {finding.Reason}";

    private RouteVerdict Judge(string spec) =>
        RouteJudge.Judge(RouteReader.Read(TrafficWorld.HttpRoute(spec)), new RouteTreatment(TimeSpan.Zero, Refusal: null, Problem: null), _gateways, _world.Services);
}
