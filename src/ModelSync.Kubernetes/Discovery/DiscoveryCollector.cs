using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Discovery;

/// <summary>Gathers what the documents tell.</summary>
internal sealed class DiscoveryCollector
{
    private readonly List<ResourceInfo> _resources = [];
    private readonly List<string> _stale = [];

    public void Add(ResourceInfo resource) => _resources.Add(resource);

    public void AddStale(string groupVersion) => _stale.Add(groupVersion);

    public ServedResources ToServedResources() => new(_resources, _stale);
}
