using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>The requests for one Lease. Nothing is written but on top of what was read: the resourceVersion decides who comes first.</summary>
internal sealed class LeaseStore(IKubernetesClient client, NamespacedName key)
{
    private readonly IResourceClient<Lease> _leases = client.Resource<Lease>();

    public NamespacedName Key => key;

    public Task<Lease?> ReadAsync(CancellationToken cancellationToken) => _leases.GetAsync(key, cancellationToken);

    /// <summary>Creates the Lease where none was read, or else replaces the one that was.</summary>
    public Task<Lease> WriteAsync(Lease? read, LeaseRecord record, CancellationToken cancellationToken) => read is null
        ? _leases.CreateAsync(
            new Lease { Metadata = new ObjectMeta { Name = key.Name, Namespace = key.Namespace }, Spec = record.ApplyTo(null) }, options: null, cancellationToken)
        : _leases.ReplaceAsync(read with { Spec = record.ApplyTo(read.Spec) }, options: null, cancellationToken);

    /// <summary>Watches it from its present state on, which comes first; there is no version to resume from that could expire.</summary>
    public Task<IWatch<Lease>> WatchAsync(CancellationToken cancellationToken) => _leases.WatchAsync(
        new WatchOptions { Namespace = key.Namespace, FieldSelector = FieldQuery.Everything.Equal("metadata.name", key.Name) }, cancellationToken);

    /// <summary>Whether the failure means that the Lease is not as it was read.</summary>
    public static bool IsStale(Exception exception) => exception is KubernetesApiException { IsConflict: true } or KubernetesApiException { IsAlreadyExists: true };
}
