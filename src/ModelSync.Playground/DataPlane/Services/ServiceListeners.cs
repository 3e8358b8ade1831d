using System.Globalization;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Proxy;

namespace ModelSync.Playground.DataPlane.Services;

/// <summary>Keeps one listener for each TCP port of each Service that has a cluster address. Called by one at a time.</summary>
internal sealed class ServiceListeners(
    ServiceTable services,
    UpstreamFactory upstreams,
    ListenerDirectory directory,
    Dice dice,
    TimeProvider time) : IAsyncDisposable
{
    public const string Kind = "Service";

    private readonly Dictionary<NamespacedName, Dictionary<int, ServiceListener>> _listeners = [];

    /// <summary>Follows a Service; null says that it is gone.</summary>
    public async Task ApplyAsync(NamespacedName key, Service? service)
    {
        var wanted = PortsOf(service);
        var present = _listeners.GetValueOrDefault(key) ?? [];
        foreach (var port in present.Keys.Except(wanted).ToArray())
        {
            present.Remove(port, out var listener);
            directory.Remove(new ObjectKey(Kind, key), SectionOf(port));
            await listener!.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var port in wanted.Except(present.Keys).ToArray())
        {
            var listener = new ServiceListener(key, port, services, upstreams, dice, time);
            present.Add(port, listener);
            directory.Put(new ObjectKey(Kind, key), SectionOf(port), listener.Port, []);
        }

        if (present.Count == 0)
        {
            _listeners.Remove(key);
        }
        else
        {
            _listeners[key] = present;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners.Values.SelectMany(ports => ports.Values))
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string SectionOf(int port) => port.ToString(CultureInfo.InvariantCulture);

    // Headless Services have no address, and those of type ExternalName are but a name.
    private static HashSet<int> PortsOf(Service? service) => service?.Spec is { ClusterIP: not (null or "" or "None"), Type: not "ExternalName" } spec
        ? [.. (spec.Ports ?? []).Where(port => port.Port is not null && port.Protocol is null or "TCP").Select(port => port.Port!.Value)]
        : [];
}
