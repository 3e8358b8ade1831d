using System.Collections.Concurrent;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.Network.Services;

namespace ModelSync.Playground.DataPlane.Services;

/// <summary>All Services and their endpoints. Reads are lock-free; a change is seen by the next request.</summary>
internal sealed class ServiceTable(UpstreamFactory upstreams) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<NamespacedName, ServiceEntry> _entries = new();

    /// <summary>The Service; null where there is none.</summary>
    public Service? FindService(NamespacedName key) => _entries.GetValueOrDefault(key)?.Service;

    /// <summary>The endpoints of a Service port; null where there is no such Service or port.</summary>
    public EndpointList? Find(NamespacedName service, int port) => _entries.GetValueOrDefault(service)?.Find(port);

    public void Put(Service service) => Change(service.Metadata.Key, entry => entry.Service = service);

    public void RemoveService(NamespacedName key) => Change(key, static entry => entry.Service = null);

    public void Put(EndpointSlice slice)
    {
        if (slice.Service is { } owner)
        {
            Change(owner, entry => entry.Put(slice));
        }
    }

    public void Remove(EndpointSlice slice)
    {
        if (slice.Service is { } owner)
        {
            Change(owner, entry => entry.RemoveSlice(slice.Metadata.Name!));
        }
    }

    /// <summary>Closes what is kept open to endpoints.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var entry in _entries.Values)
            {
                entry.Retire();
            }
        }
    }

    private void Change(NamespacedName key, Action<ServiceEntry> change)
    {
        lock (_lock)
        {
            var entry = _entries.GetOrAdd(key, static (_, factory) => new ServiceEntry(factory), upstreams);
            change(entry);
            if (entry.IsEmpty)
            {
                _entries.TryRemove(key, out _);
            }
        }
    }
}
