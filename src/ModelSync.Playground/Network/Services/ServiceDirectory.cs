using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Playground.Network.Services;

/// <summary>
/// The Services of a cluster as a node's DNS and kube-proxy know them: a name or cluster address leads to a ready endpoint, each in turn.
/// </summary>
internal sealed class ServiceDirectory : IVirtualResolver
{
    private static readonly CacheIndex<Service> ByAddress = new(
        "clusterIP", static service => service.Spec?.ClusterIP is { Length: > 0 } address and not Headless ? [address] : []);

    private static readonly CacheIndex<EndpointSlice> ByService = new("service", static slice => slice.Service is { } service ? [service.ToString()] : []);

    private const string Headless = "None";

    private readonly ICache<Service> _services;
    private readonly ICache<EndpointSlice> _slices;
    private readonly Func<CancellationToken, Task>[] _loops;
    private uint _turn;

    private ServiceDirectory(Informer<Service> services, Informer<EndpointSlice> slices)
    {
        (_services, _slices) = (services, slices);
        _loops = [services.RunAsync, slices.RunAsync];
    }

    /// <summary>Keep it up to date by running these.</summary>
    public IReadOnlyList<Func<CancellationToken, Task>> Loops => _loops;

    /// <summary>Asks the server which version of EndpointSlices it has; null where it has none.</summary>
    public static async Task<ServiceDirectory?> OfAsync(IKubernetesClient client, RuntimeServices services, CancellationToken cancellationToken)
    {
        var served = await client.Discovery.GetResourcesAsync(cancellationToken).ConfigureAwait(false);
        if (served.Find(EndpointSlice.Resource.Group, EndpointSlice.Resource.Kind, "v1", "v1beta1") is not { } version)
        {
            return null;
        }

        return new ServiceDirectory(
            new Informer<Service>(client, ResourceType.Of<Service>(), new InformerOptions<Service> { Indexes = [ByAddress] }, services),
            new Informer<EndpointSlice>(client, ResourceType.Of<EndpointSlice>(version), new InformerOptions<EndpointSlice> { Indexes = [ByService] }, services));
    }

    public VirtualAddress? Resolve(string host, int port) => Find(host) is { } service ? PickFrom(service, port) : null;

    private Service? Find(string host) =>
        _services.ByIndex(ByAddress, host) is [var service, ..] ? service : ServiceName.Parse(host) is { } key ? _services.Get(key) : null;

    private VirtualAddress? PickFrom(Service service, int port)
    {
        var isHeadless = service.Spec?.ClusterIP is Headless;
        var servicePort = service.Spec?.Ports?.FirstOrDefault(candidate => candidate.Port == port && IsTcp(candidate.Protocol));
        if (servicePort is null && !isHeadless)
        {
            return null;
        }

        var targets = new List<VirtualAddress>();
        foreach (var slice in _slices.ByIndex(ByService, service.Metadata.Key.ToString()))
        {
            // The name of a headless Service is that of its pods: the port is the pod's own.
            if ((isHeadless ? port : PortOf(slice, servicePort!)) is { } target)
            {
                targets.AddRange((slice.Endpoints ?? [])
                    .Where(endpoint => endpoint.IsReady && endpoint.Addresses is { Count: > 0 })
                    .Select(endpoint => new VirtualAddress(endpoint.Addresses![0], target)));
            }
        }

        return targets.Count == 0 ? null : targets[(int)(Interlocked.Increment(ref _turn) % (uint)targets.Count)];
    }

    private static int? PortOf(EndpointSlice slice, ServicePort servicePort) => slice.Ports?.FirstOrDefault(
        port => string.Equals(port.Name ?? "", servicePort.Name ?? "", StringComparison.Ordinal) && IsTcp(port.Protocol))?.Port;

    private static bool IsTcp(string? protocol) => protocol is null or "TCP";
}
