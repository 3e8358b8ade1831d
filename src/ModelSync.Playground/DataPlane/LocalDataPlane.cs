using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Playground.DataPlane.Crds;
using ModelSync.Playground.DataPlane.Gateways;
using ModelSync.Playground.DataPlane.Planning;
using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.DataPlane.Services;
using ModelSync.Playground.Hosting;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.DataPlane;

/// <summary>
/// What kube-proxy, a gateway and a mesh do in a cluster, on loopback: each Service port, route and VirtualService has a port on 127.0.0.1,
/// and requests to it are really split by readiness and weight. It writes the statuses that a gateway controller writes.
/// </summary>
public sealed class LocalDataPlane : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly ListenerDirectory _directory = new();
    private readonly ServiceTable _services;
    private readonly ServiceListeners _serviceListeners;
    private readonly GatewayBook _gateways;
    private readonly RoutePlanner _planner;
    private readonly PlaneLoop _loop;
    private readonly PlaneFeed _feed;
    private readonly ProxyServer _server;

    private LocalDataPlane(IKubernetesClient client, PlaneCaches caches, PlaneParts parts, DataPlaneOptions options)
    {
        var time = options.Time;
        var log = new DataPlaneLog(options.LoggerFactory.CreateLogger(typeof(LocalDataPlane).FullName!));
        var dirty = new DirtyKeys(time);
        var sources = RouteSource.Of(caches);
        var statuses = new StatusWriter(client, log, time);
        (_services, _server) = (parts.Services, parts.Server);
        _serviceListeners = new ServiceListeners(_services, parts.Upstreams, _directory, parts.Dice, time);
        _gateways = new GatewayBook(_server, _directory, time);
        _planner = new RoutePlanner(_gateways, _services, _server, _directory, dirty, time);
        _loop = new PlaneLoop(caches, sources, _gateways, _planner, _serviceListeners, statuses, dirty, log, time) { Behavior = options.Routes };
        _feed = new PlaneFeed(caches, sources, _services, dirty);
        List<Func<CancellationToken, Task>> work = [caches.RunAsync, _loop.RunAsync, statuses.RunAsync];
        if (options.ListenersFile is { } file)
        {
            work.Add(token => ListenerFile.FollowAsync(_directory, file, log, token));
        }

        Completion = TaskGroup.RunAsync(work, _ended.Token);
    }

    /// <summary>Ends with the reason if the data plane can't go on, and as cancelled with its disposal.</summary>
    public Task Completion { get; }

    /// <summary>All listeners that there are now, by kind and name.</summary>
    public IReadOnlyList<DataPlaneListener> Listeners => _directory.All;

    /// <summary>How routes are treated; a change holds for those that come or change afterwards, and a refusal for all.</summary>
    public RouteBehavior Routes
    {
        get => _loop.Behavior;
        set => _loop.Behavior = value;
    }

    /// <summary>Begins to serve; the client stays the caller's. All that is there already is known when this returns, and served shortly after.</summary>
    public static async Task<LocalDataPlane> StartAsync(
        IKubernetesClient client,
        VirtualNetwork network,
        DataPlaneOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        if (options.InstallKinds)
        {
            await DataPlaneCrds.InstallAsync(client, options.Time, cancellationToken).ConfigureAwait(false);
        }

        var runtime = new RuntimeServices { TimeProvider = options.Time, LoggerFactory = options.LoggerFactory };
        var caches = await PlaneCaches.CreateAsync(client, runtime, cancellationToken).ConfigureAwait(false);
        if (options.Gateway is { } gateway && caches is { Classes: { } classes, Gateways: { } gateways })
        {
            await PlaygroundGateway.EnsureAsync(client, classes.Resource, gateways.Resource, gateway, cancellationToken).ConfigureAwait(false);
        }

        var parts = await PlaneParts.StartAsync(network, options, cancellationToken).ConfigureAwait(false);
        var plane = new LocalDataPlane(client, caches, parts, options);
        try
        {
            await caches.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
            return plane;
        }
        catch
        {
            await plane.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The address that stands for an object: a Service's port (its number as section; null for the lowest), a Gateway's listener (its name), or a
    /// whole HTTPRoute, GRPCRoute or VirtualService; null where nothing is served.
    /// </summary>
    public System.Net.IPEndPoint? EndPointOf(string kind, NamespacedName name, string? section = null) => _directory.Find(kind, name, section)?.EndPoint;

    /// <summary>Waits until there is an address for the object: a route has one from the moment that it is accepted.</summary>
    public async Task<System.Net.IPEndPoint> WaitForEndPointAsync(string kind, NamespacedName name, string? section, CancellationToken cancellationToken) =>
        (await _directory.WaitAsync(kind, name, section, cancellationToken).ConfigureAwait(false)).EndPoint;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _feed.Dispose();
        await _ended.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _planner.CloseAll();
        _gateways.CloseAll();
        await _serviceListeners.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _services.Dispose();
        _ended.Dispose();
    }
}
