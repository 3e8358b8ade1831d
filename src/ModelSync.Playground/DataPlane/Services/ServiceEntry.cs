using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.Network.Services;

namespace ModelSync.Playground.DataPlane.Services;

/// <summary>What is known of one Service: it and its slices come in any order. Written under the table's lock, read by anyone.</summary>
internal sealed class ServiceEntry(UpstreamFactory upstreams)
{
    private readonly Dictionary<string, EndpointSlice> _slices = new(StringComparer.Ordinal);
    private Dictionary<(string Port, string Address, int Number), ServiceEndpoint> _endpoints = [];
    private IReadOnlyDictionary<string, EndpointList> _byPort = new Dictionary<string, EndpointList>(StringComparer.Ordinal);
    private Service? _service;

    /// <summary>The Service; null where there are slices alone.</summary>
    public Service? Service
    {
        get => Volatile.Read(ref _service);
        set => Volatile.Write(ref _service, value);
    }

    public bool IsEmpty => Service is null && _slices.Count == 0;

    /// <summary>The endpoints of the Service's port of that number, 0 for its only one; null where the Service has no such port.</summary>
    public EndpointList? Find(int port)
    {
        var ports = Service?.Spec?.Ports ?? [];
        var found = port == 0 && ports.Count == 1 ? ports[0] : ports.FirstOrDefault(candidate => candidate.Port == port && candidate.Protocol is null or "TCP");
        return found is null ? null : Volatile.Read(ref _byPort).GetValueOrDefault(found.Name ?? "", EndpointList.Empty);
    }

    /// <summary>Closes what is kept open to its endpoints.</summary>
    public void Retire()
    {
        _slices.Clear();
        Rebuild();
    }

    public void Put(EndpointSlice slice)
    {
        _slices[slice.Metadata.Name!] = slice;
        Rebuild();
    }

    public void RemoveSlice(string name)
    {
        if (_slices.Remove(name))
        {
            Rebuild();
        }
    }

    // Endpoints stay the same objects as long as their addresses are there, because connections are kept with them.
    private void Rebuild()
    {
        var ready = new Dictionary<string, HashSet<ServiceEndpoint>>(StringComparer.Ordinal);
        var draining = new Dictionary<string, HashSet<ServiceEndpoint>>(StringComparer.Ordinal);
        var endpoints = new Dictionary<(string Port, string Address, int Number), ServiceEndpoint>();
        foreach (var slice in _slices.Values)
        {
            foreach (var (name, number, endpoint) in Expand(slice))
            {
                var key = (name, endpoint.Addresses![0], number);
                if (!endpoints.TryGetValue(key, out var known))
                {
                    known = _endpoints.GetValueOrDefault(key) ?? new ServiceEndpoint(key.Item2, number, upstreams);
                    endpoints.Add(key, known);
                }

                _ = (endpoint.IsReady && Of(ready, name).Add(known)) || (endpoint.IsDraining && Of(draining, name).Add(known));
            }
        }

        Volatile.Write(ref _byPort, ready.Keys.Union(draining.Keys, StringComparer.Ordinal).ToDictionary(
            name => name,
            name => new EndpointList { Ready = [.. Of(ready, name)], Draining = [.. Of(draining, name)] },
            StringComparer.Ordinal));
        var gone = _endpoints.Where(entry => !endpoints.ContainsKey(entry.Key)).Select(entry => entry.Value).ToArray();
        _endpoints = endpoints;
        foreach (var endpoint in gone)
        {
            endpoint.Retire();
        }
    }

    private static HashSet<ServiceEndpoint> Of(Dictionary<string, HashSet<ServiceEndpoint>> lists, string port) =>
        lists.TryGetValue(port, out var list) ? list : lists[port] = new HashSet<ServiceEndpoint>(ReferenceEqualityComparer.Instance);

    private static IEnumerable<(string Name, int Number, Endpoint Endpoint)> Expand(EndpointSlice slice) =>
        from port in slice.Ports ?? []
        where port.Port is not null
        from endpoint in slice.Endpoints ?? []
        where endpoint.Addresses is { Count: > 0 }
        select (port.Name ?? "", port.Port!.Value, endpoint);
}
