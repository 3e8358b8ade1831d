using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.DataPlane;
using ModelSync.Playground.Network;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>Against the real API server: kinds, statuses, and that what is written there is what requests see.</summary>
[CancelAfter(120_000)]
internal sealed partial class LocalDataPlaneTests
{
    private const string Namespace = "data-plane";
    private readonly VirtualNetwork _network = new();
    private readonly List<VersionedBackend> _backends = [];
    private LocalControlPlane _controlPlane = null!;
    private KubernetesClient _client = null!;
    private LocalDataPlane _plane = null!;
    private string _listenersFile = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _controlPlane = await SharedControlPlane.GetAsync();
        _client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(_controlPlane.AdminKubeconfigPath));
        await _controlPlane.KubectlOkAsync($"create namespace {Namespace}", null, CancellationToken.None);
        _listenersFile = Path.Combine(Path.GetTempPath(), $"listeners-{Guid.NewGuid():N}.json");
        var options = new DataPlaneOptions { Gateway = new NamespacedName(Namespace, "playground"), ListenersFile = _listenersFile, Seed = 3 };
        _plane = await LocalDataPlane.StartAsync(_client, _network, options, CancellationToken.None);
        var slices = (await _client.Discovery.GetResourcesAsync(CancellationToken.None)).Find("discovery.k8s.io", "EndpointSlice", "v1", "v1beta1")!;
        foreach (var version in new[] { 1, 2 })
        {
            var backend = new VersionedBackend($"{version}");
            _backends.Add(backend);
            _network.Map($"10.244.200.{version}", 8080, backend.EndPoint);
            await ApplyAsync(Manifests.ServiceOf(version), CancellationToken.None);
            await ApplyAsync(Manifests.EndpointsOf(version, slices.ApiVersion), CancellationToken.None);
        }
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _plane.DisposeAsync();
        Assert.That(File.Exists(_listenersFile), Is.False, "the file goes with the data plane");
        await _client.DisposeAsync();
        foreach (var backend in _backends)
        {
            await backend.DisposeAsync();
        }
    }

    [Test]
    public async Task The_class_and_the_Gateway_are_programmed(CancellationToken cancellationToken)
    {
        await _controlPlane.KubectlOkAsync("wait --for=condition=Accepted gatewayclass/playground --timeout=60s", null, cancellationToken);
        await _controlPlane.KubectlOkAsync($"wait -n {Namespace} --for=condition=Programmed gateway/playground --timeout=60s", null, cancellationToken);
        var gateway = await GetAsync("gateway/playground", cancellationToken);
        Assert.That((string?)gateway["status"]!["addresses"]![0]!["value"], Is.EqualTo("127.0.0.1"));
        Assert.That(gateway["status"]!["listeners"]![0]!["supportedKinds"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_route_is_accepted_served_and_moved(CancellationToken cancellationToken)
    {
        await ApplyAsync(Manifests.RouteOf("moved", weight: 0), cancellationToken);
        await AcceptedAsync("moved", "True", "Accepted", generation: 1, cancellationToken);
        Assert.That(await AskAsync("HTTPRoute", "moved", cancellationToken), Is.EqualTo("1"));

        await ApplyAsync(Manifests.RouteOf("moved", weight: 100), cancellationToken);
        await AcceptedAsync("moved", "True", "Accepted", generation: 2, cancellationToken);
        Assert.That(await AskAsync("HTTPRoute", "moved", cancellationToken), Is.EqualTo("2"), "what is accepted is served already");

        var parents = (await GetAsync("httproute/moved", cancellationToken))["status"]!["parents"]!.AsArray();
        Assert.That((string?)parents[0]!["controllerName"], Is.EqualTo("modelsync.io/playground"));
        Assert.That(Manifests.ConditionOf(parents[0]!, "ResolvedRefs"), Is.EqualTo("True ResolvedRefs 2"));

        await _controlPlane.KubectlOkAsync($"delete -n {Namespace} httproute/moved", null, cancellationToken);
        await Eventually.TrueAsync(() => _plane.EndPointOf("HTTPRoute", new NamespacedName(Namespace, "moved")) is null, cancellationToken);
    }

    [Test]
    public async Task A_Gateways_port_tells_routes_apart_by_host(CancellationToken cancellationToken)
    {
        var gateway = new NamespacedName(Namespace, "playground");
        await ApplyAsync(Manifests.RouteOf("first", weight: 0).Replace("\"rules\"", "\"hostnames\": [\"first.example\"], \"rules\"", StringComparison.Ordinal), cancellationToken);
        await ApplyAsync(Manifests.RouteOf("second", weight: 100).Replace("\"rules\"", "\"hostnames\": [\"second.example\"], \"rules\"", StringComparison.Ordinal), cancellationToken);
        var endPoint = await _plane.WaitForEndPointAsync("Gateway", gateway, "http", cancellationToken);
        Assert.That(await AskAsync(endPoint, "first.example", cancellationToken), Is.EqualTo("1"));
        Assert.That(await AskAsync(endPoint, "second.example", cancellationToken), Is.EqualTo("2"));
        await Eventually.TrueAsync(async () => (int)(await GetAsync("gateway/playground", cancellationToken))["status"]!["listeners"]![0]!["attachedRoutes"]! >= 2, cancellationToken);
    }

    [Test]
    public async Task A_delayed_route_is_served_as_before_until_its_time_has_come(CancellationToken cancellationToken)
    {
        await ApplyAsync(Manifests.RouteOf("slow", weight: 0), cancellationToken);
        await AcceptedAsync("slow", "True", "Accepted", generation: 1, cancellationToken);
        await ApplyAsync(Manifests.RouteOf("slow", weight: 100, $"\"{RouteAnnotations.Delay}\": \"600000\""), cancellationToken);

        // Another one that came later is through: so the slow one was seen as well.
        await ApplyAsync(Manifests.RouteOf("after", weight: 0), cancellationToken);
        await AcceptedAsync("after", "True", "Accepted", generation: 1, cancellationToken);
        Assert.That(Manifests.ConditionOf((await GetAsync("httproute/slow", cancellationToken))["status"]!["parents"]![0]!, "Accepted"), Is.EqualTo("True Accepted 1"));
        Assert.That(await AskAsync("HTTPRoute", "slow", cancellationToken), Is.EqualTo("1"));

        await ApplyAsync(Manifests.RouteOf("slow", weight: 100, $"\"{RouteAnnotations.Delay}\": \"1\", \"{RouteAnnotations.Refuse}\": \"Pending\""), cancellationToken);
        await AcceptedAsync("slow", "False", "Pending", generation: 2, cancellationToken);
        await ApplyAsync(Manifests.RouteOf("slow", weight: 100, $"\"{RouteAnnotations.Delay}\": \"1\""), cancellationToken);
        await AcceptedAsync("slow", "True", "Accepted", generation: 2, cancellationToken);
        Assert.That(await AskAsync("HTTPRoute", "slow", cancellationToken), Is.EqualTo("2"));
    }

    [Test]
    public async Task A_refused_route_says_why_and_what_was_accepted_is_served_on(CancellationToken cancellationToken)
    {
        await ApplyAsync(Manifests.RouteOf("refused", weight: 0), cancellationToken);
        await AcceptedAsync("refused", "True", "Accepted", generation: 1, cancellationToken);
        await ApplyAsync(Manifests.RouteOf("refused", weight: 100, $"\"{RouteAnnotations.Refuse}\": \"NotAllowedByListeners\""), cancellationToken);
        await AcceptedAsync("refused", "False", "NotAllowedByListeners", generation: 2, cancellationToken);
        Assert.That(await AskAsync("HTTPRoute", "refused", cancellationToken), Is.EqualTo("1"));
        await ApplyAsync(Manifests.RouteOf("refused", weight: 100, $"\"{RouteAnnotations.Delay}\": \"soon\""), cancellationToken);
        await AcceptedAsync("refused", "False", "UnsupportedValue", generation: 2, cancellationToken);
    }

    [Test]
    public async Task References_are_resolved_again_when_Services_come_and_go(CancellationToken cancellationToken)
    {
        await ApplyAsync(Manifests.RouteOf("unresolved", weight: 50).Replace("model-2", "model-9", StringComparison.Ordinal), cancellationToken);
        await ResolvedAsync("unresolved", "False BackendNotFound 1", cancellationToken);
        await ApplyAsync(Manifests.ServiceOf(9), cancellationToken);
        await ResolvedAsync("unresolved", "True ResolvedRefs 1", cancellationToken);
        await _controlPlane.KubectlOkAsync($"delete -n {Namespace} service/model-9", null, cancellationToken);
        await ResolvedAsync("unresolved", "False BackendNotFound 1", cancellationToken);
    }

    [Test]
    public async Task Fields_and_statuses_of_others_stay_as_they_are(CancellationToken cancellationToken)
    {
        const string Foreign = """{"status": {"parents": [{"controllerName": "example.com/other", "parentRef": {"name": "other"}, "conditions": [], "extra": {"kept": true}}]}}""";
        await ApplyAsync(Manifests.RouteOf("foreign", weight: 0).Replace("\"rules\"", "\"experimental\": {\"a\": [1, 2]}, \"rules\"", StringComparison.Ordinal), cancellationToken);
        await AcceptedAsync("foreign", "True", "Accepted", generation: 1, cancellationToken);
        var routes = _client.Dynamic(new ResourceInfo("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes"));
        await routes.Status.PatchAsync(new NamespacedName(Namespace, "foreign"), ModelSync.Kubernetes.Patching.Patch.Merge(System.Text.Encoding.UTF8.GetBytes(Foreign)), options: null, cancellationToken);

        // Our own words were overwritten; they come back, beside the other's.
        JsonNode route = null!;
        await Eventually.TrueAsync(
            async () =>
            {
                route = await GetAsync("httproute/foreign", cancellationToken);
                return route["status"]!["parents"]!.AsArray().Count == 2;
            },
            cancellationToken);
        Assert.That(route["status"]!["parents"]![0]!["extra"]!["kept"]!.GetValue<bool>(), Is.True);
        Assert.That(route["spec"]!["experimental"]!["a"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_VirtualService_is_reconciled_or_told_what_is_not_served(CancellationToken cancellationToken)
    {
        await ApplyAsync(Manifests.MeshOf("""{"destination": {"host": "model-2", "port": {"number": 80}}}"""), cancellationToken);
        Assert.That(await AskAsync("VirtualService", "mesh", cancellationToken), Is.EqualTo("2"));
        await ApplyAsync(Manifests.MeshOf("""{"destination": {"host": "model-1", "subset": "canary"}}"""), cancellationToken);
        await Eventually.TrueAsync(
            async () => (await GetAsync("virtualservice/mesh", cancellationToken))["status"] is { } status && Manifests.ConditionOf(status, "Reconciled").StartsWith("False ", StringComparison.Ordinal),
            cancellationToken);
        var said = (await GetAsync("virtualservice/mesh", cancellationToken))["status"]!["conditions"]![0]!["message"]!.GetValue<string>();
        Assert.That(said, Does.Contain("spec.http[0].route[0].destination.subset").And.Contain("canary"));
        Assert.That(await AskAsync("VirtualService", "mesh", cancellationToken), Is.EqualTo("2"), "the last one that was accepted");
    }

    [Test]
    public async Task Services_are_reached_and_all_listeners_are_listed(CancellationToken cancellationToken)
    {
        Assert.That(await AskAsync("Service", "model-1", cancellationToken), Is.EqualTo("1"));
        await Eventually.TrueAsync(() => File.Exists(_listenersFile) && File.ReadAllText(_listenersFile).Contains("\"model-2\"", StringComparison.Ordinal), cancellationToken);
        Assert.That(_plane.Listeners.Select(listener => $"{listener.Kind} {listener.Name} {listener.Section}"), Does.Contain("Service model-2 80").And.Contain("Gateway playground http"));
    }
}
