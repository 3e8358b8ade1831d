using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Playground.DataPlane.Gateways;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Mesh;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>One kind of routes: where they are, and how they are read.</summary>
internal sealed class RouteSource
{
    private readonly Func<NamespacedName, RouteObject?> _get;
    private readonly Func<IEnumerable<NamespacedName>> _keys;
    private readonly Func<Action<ObjectKey>, IDisposable> _subscribe;

    private RouteSource(
        string kind,
        ResourceInfo resource,
        Func<NamespacedName, RouteObject?> get,
        Func<IEnumerable<NamespacedName>> keys,
        Func<Action<ObjectKey>, IDisposable> subscribe)
    {
        Kind = kind;
        Resource = resource;
        _get = get;
        _keys = keys;
        _subscribe = subscribe;
    }

    public string Kind { get; }

    public ResourceInfo Resource { get; }

    /// <summary>The kinds that the server has.</summary>
    public static IReadOnlyList<RouteSource> Of(PlaneCaches caches) =>
    [
        .. Of(GatewayGroup.HttpRouteKind, caches.HttpRoutes, RouteReader.Read),
        .. Of(GatewayGroup.GrpcRouteKind, caches.GrpcRoutes, RouteReader.Read),
        .. Of(VirtualServiceReader.Kind, caches.VirtualServices, VirtualServiceReader.Read),
    ];

    /// <summary>The newest known state; null where there is none.</summary>
    public RouteObject? Get(NamespacedName name) => _get(name);

    public IEnumerable<ObjectKey> Keys() => _keys().Select(name => new ObjectKey(Kind, name));

    public IDisposable Subscribe(Action<ObjectKey> changed) => _subscribe(changed);

    private static IEnumerable<RouteSource> Of<T>(string kind, IInformer<T>? informer, Func<T, RouteObject> read)
        where T : class, IKubernetesObject
    {
        if (informer is not null)
        {
            yield return new RouteSource(
                kind,
                informer.Resource,
                name => informer.Get(name) is { } route ? read(route) : null,
                () => informer.List().Select(route => route.Metadata.Key),
                changed => informer.Subscribe(change => changed(new ObjectKey(kind, change.Key))));
        }
    }
}
