using System.Net;
using System.Text.Json;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane;
using ModelSync.Playground.DataPlane.Gateways;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Mesh;
using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Playground.DataPlane.Services;
using ModelSync.Playground.Network;
using ModelSync.Playground.Network.Services;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>What carries requests, fed with objects by hand: everything of a data plane but the API server.</summary>
internal sealed class TrafficWorld : IAsyncDisposable
{
    private readonly PlaneParts _parts;
    private readonly DataPlaneOptions _options;
    private readonly List<IAsyncDisposable> _owned = [];
    private int _addresses;

    private TrafficWorld(PlaneParts parts, DataPlaneOptions options, VirtualNetwork network)
    {
        _parts = parts;
        _options = options;
        Network = network;
    }

    public VirtualNetwork Network { get; }

    public ServiceTable Services => _parts.Services;

    public static async Task<TrafficWorld> StartAsync(ulong seed, CancellationToken cancellationToken)
    {
        var options = new DataPlaneOptions { Seed = seed };
        var network = new VirtualNetwork();
        return new TrafficWorld(await PlaneParts.StartAsync(network, options, cancellationToken), options, network);
    }

    public static HttpRoute HttpRoute(string spec) => JsonSerializer.Deserialize($$"""{"metadata": {"namespace": "ml", "name": "route"}, "spec": {{spec}} }""", PlaneJsonContext.Default.HttpRoute)!;

    public static GrpcRoute GrpcRoute(string spec) => JsonSerializer.Deserialize($$"""{"metadata": {"namespace": "ml", "name": "route"}, "spec": {{spec}} }""", PlaneJsonContext.Default.GrpcRoute)!;

    public static VirtualService VirtualService(string spec) => JsonSerializer.Deserialize($$"""{"metadata": {"namespace": "ml", "name": "mesh"}, "spec": {{spec}} }""", PlaneJsonContext.Default.VirtualService)!;

    public static RouteTable TableOf(HttpRoute route) => TableOf(RouteReader.Read(route));

    public static RouteTable TableOf(GrpcRoute route) => TableOf(RouteReader.Read(route));

    public static RouteTable TableOf(VirtualService service) => TableOf(VirtualServiceReader.Read(service));

    /// <summary>A server behind a virtual address.</summary>
    public (string Address, VersionedBackend Backend) AddBackend(string version)
    {
        var backend = Own(new VersionedBackend(version));
        return (Map(backend.EndPoint), backend);
    }

    /// <summary>Gives a server a virtual address.</summary>
    public string Map(IPEndPoint server)
    {
        var address = $"10.244.1.{Interlocked.Increment(ref _addresses)}";
        Network.Map(address, 8080, server);
        return address;
    }

    /// <summary>A Service `ml/NAME` of port 80, whose pods listen on 8080.</summary>
    public void AddService(string name, params string[] ready)
    {
        Services.Put(new Service
        {
            Metadata = new ObjectMeta { Namespace = "ml", Name = name },
            Spec = new ServiceSpec { ClusterIP = "10.0.0.1", Ports = [new ServicePort { Port = 80, Protocol = "TCP" }] },
        });
        SetEndpoints(name, ready);
    }

    public void SetEndpoints(string service, params string[] ready) => SetEndpoints(service, ready, draining: []);

    public void SetEndpoints(string service, string[] ready, string[] draining) => Services.Put(new EndpointSlice
    {
        Metadata = new ObjectMeta { Namespace = "ml", Name = $"{service}-1", Labels = Kubernetes.Serialization.StringMap.From([KeyValuePair.Create(EndpointSlice.ServiceLabel, service)]) },
        Ports = [new EndpointPort { Name = "", Port = 8080 }],
        Endpoints =
        [
            .. ready.Select(address => new Endpoint { Addresses = [address], Conditions = new EndpointConditions { Ready = true } }),
            .. draining.Select(address => new Endpoint { Addresses = [address], Conditions = new EndpointConditions { Ready = false, Serving = true, Terminating = true } }),
        ],
    });

    /// <summary>The first ready endpoint of a Service.</summary>
    public ServiceEndpoint EndpointOf(string service) => Services.Find(new NamespacedName("ml", service), 80)!.Ready[0];

    public ProxyListener Listen(RouteTable table)
    {
        var listener = Own(new ProxyListener(_parts.Server, _options.Time));
        listener.Table = table;
        return listener;
    }

    public ServiceListener ListenForService(string service) =>
        Own(new ServiceListener(new NamespacedName("ml", service), 80, Services, _parts.Upstreams, _parts.Dice, _options.Time));

    public HttpClient Client(int port) => new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }

        await _parts.Server.DisposeAsync();
        Services.Dispose();
    }

    public T Own<T>(T disposable)
        where T : IAsyncDisposable
    {
        _owned.Add(disposable);
        return disposable;
    }

    private static RouteTable TableOf(RouteObject route)
    {
        Assert.That(route.Problem, Is.Null);
        return RoutePrecedence.TableOf(route.Program);
    }
}
