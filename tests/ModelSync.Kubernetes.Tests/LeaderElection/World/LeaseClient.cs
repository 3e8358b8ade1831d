using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.LeaderElection.World;

/// <summary>A client that knows nothing but the one Lease.</summary>
public sealed class LeaseClient(LeaseServer server, LeaseLink link, bool anyThread = false) : IKubernetesClient, IResourceClient<Lease>
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public ClusterName Cluster => ClusterName.Local;

    public IDiscoveryClient Discovery => throw new NotSupportedException();

    public IProxyClient Proxy => throw new NotSupportedException();

    public ResourceInfo Resource => Lease.Resource;

    public ISubresourceClient<Lease> Status => throw new NotSupportedException();

    public ISubresourceClient<Scale> Scale => throw new NotSupportedException();

    IResourceClient<T> IKubernetesClient.Resource<T>(ResourceType<T> type) => (IResourceClient<T>)(object)this;

    public Task<Lease?> GetAsync(NamespacedName key, CancellationToken cancellationToken) => SendAsync("get", () => server.Lease, cancellationToken);

    public Task<Lease> CreateAsync(Lease value, WriteOptions? options, CancellationToken cancellationToken) =>
        SendAsync("create", () => server.Create(value), cancellationToken);

    public Task<Lease> ReplaceAsync(Lease value, WriteOptions? options, CancellationToken cancellationToken) =>
        SendAsync("replace", () => server.Replace(value), cancellationToken);

    public async Task<IWatch<Lease>> WatchAsync(WatchOptions options, CancellationToken cancellationToken)
    {
        var watch = new LeaseWatch();
        await SendAsync("watch", () => watch.Open(server, link), cancellationToken);
        return watch;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<ListPage<Lease>> ListPagesAsync(ListOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ListPage<Lease>> ListAsync(ListOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ISubresourceClient<TSub> Subresource<TSub>(string name, ResourceType<TSub> type)
        where TSub : class, IKubernetesObject => throw new NotSupportedException();

    public Task<Lease> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Lease> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DeleteResult> DeleteAsync(NamespacedName key, DeleteOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteCollectionAsync(ListOptions selection, DeleteOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

    private Task<T> SendAsync<T>(string verb, Func<T> carryOut, CancellationToken cancellationToken)
    {
        // Or the simulation would depend on the machine's load: see the remarks of the world.
        if (!anyThread && !link.IsOver)
        {
            Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(_thread), "the elector has left the thread of the simulation");
        }

        return link.SendAsync(verb, carryOut, cancellationToken);
    }
}
