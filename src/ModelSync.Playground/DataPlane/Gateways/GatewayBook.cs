using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Planning;
using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Gateways;

/// <summary>The Gateways of ours and the ports that stand for their listeners. Used by the planning loop alone.</summary>
internal sealed class GatewayBook(ProxyServer server, ListenerDirectory directory, TimeProvider time)
{
    private readonly Dictionary<(NamespacedName Gateway, string Section), ProxyListener> _listeners = [];
    private Dictionary<NamespacedName, GatewayView> _gateways = [];

    public IReadOnlyCollection<GatewayView> Gateways => _gateways.Values;

    /// <summary>The Gateway of ours that a route names; null for any other parent.</summary>
    public GatewayView? Find(ParentReference parent, string? routeNamespace) =>
        parent.Group is null or GatewayGroup.Name && parent.Kind is null or GatewayGroup.GatewayKind
            ? _gateways.GetValueOrDefault(new NamespacedName(parent.Namespace ?? routeNamespace, parent.Name))
            : null;

    /// <summary>Takes the present Gateways of ours.</summary>
    public void Replace(IEnumerable<GatewayView> gateways)
    {
        _gateways = gateways.ToDictionary(gateway => gateway.Key);
        var wanted = _gateways.Values
            .SelectMany(gateway => gateway.Listeners.Where(listener => GatewayView.ProblemOf(listener) is null).Select(listener => (gateway.Key, listener)))
            .ToDictionary(entry => (Gateway: entry.Key, Section: entry.listener.Name), entry => entry.listener);
        foreach (var gone in _listeners.Keys.Except(wanted.Keys).ToArray())
        {
            _listeners.Remove(gone, out var listener);
            directory.Remove(OwnerOf(gone.Gateway), gone.Section);
            server.Close(listener!);
        }

        foreach (var (key, listener) in wanted)
        {
            if (!_listeners.TryGetValue(key, out var present))
            {
                _listeners.Add(key, present = new ProxyListener(server, time));
            }

            directory.Put(OwnerOf(key.Gateway), key.Section, present.Port, listener.Hostname is { Length: > 0 } host ? [host] : []);
        }
    }

    /// <summary>Serves these routes from now on, each at the listeners that take it.</summary>
    public void Serve(IEnumerable<(RouteProgram Program, Attachment Attachment)> attached)
    {
        var byListener = attached.ToLookup(entry => (entry.Attachment.Gateway, entry.Attachment.Section), entry => (entry.Program, entry.Attachment.Hosts));
        foreach (var (key, listener) in _listeners)
        {
            listener.Table = RoutePrecedence.TableOf(byListener[key]);
        }
    }

    /// <summary>Closes all ports.</summary>
    public void CloseAll()
    {
        foreach (var listener in _listeners.Values)
        {
            server.Close(listener);
        }

        _listeners.Clear();
    }

    private static ObjectKey OwnerOf(NamespacedName gateway) => new(GatewayGroup.GatewayKind, gateway);
}
