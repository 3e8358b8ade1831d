using ModelSync.Kubernetes.Caching;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Services;
using ModelSync.Playground.Network.Services;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>Brings changes of the caches to where they count: endpoints into the table of Services, all else to the loop.</summary>
internal sealed class PlaneFeed : IDisposable
{
    private readonly ServiceTable _services;
    private readonly DirtyKeys _dirty;
    private readonly List<IDisposable> _subscriptions = [];

    public PlaneFeed(PlaneCaches caches, IReadOnlyList<RouteSource> sources, ServiceTable services, DirtyKeys dirty)
    {
        _services = services;
        _dirty = dirty;
        _subscriptions.Add(caches.Services.Subscribe(ServiceChanged));
        _subscriptions.Add(caches.Slices.Subscribe(SliceChanged));
        _subscriptions.Add(caches.Namespaces.Subscribe(change => dirty.Mark(new ObjectKey(PlaneLoop.NamespaceKind, change.Key))));
        _subscriptions.AddRange(sources.Select(source => source.Subscribe(dirty.Mark)));
        Add(caches.Classes?.Subscribe(change => dirty.Mark(new ObjectKey(GatewayGroup.GatewayClassKind, change.Key))));
        Add(caches.Gateways?.Subscribe(change => dirty.Mark(new ObjectKey(GatewayGroup.GatewayKind, change.Key))));
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private void Add(IDisposable? subscription)
    {
        if (subscription is not null)
        {
            _subscriptions.Add(subscription);
        }
    }

    private void ServiceChanged(InformerEvent<Kubernetes.Kinds.Service> change)
    {
        if (change.New is { } service)
        {
            _services.Put(service);
        }
        else if (change.Kind is InformerEventKind.Deleted)
        {
            _services.RemoveService(change.Key);
        }

        _dirty.Mark(new ObjectKey(ServiceListeners.Kind, change.Key));
    }

    private void SliceChanged(InformerEvent<EndpointSlice> change)
    {
        // A slice may be given to another Service by its label.
        if (change.Old is { } old && (change.New is null || old.Service != change.New.Service))
        {
            _services.Remove(old);
        }

        if (change.New is { } slice)
        {
            _services.Put(slice);
        }
    }
}
