using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ModelSync.Core.Revisions;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;

namespace ModelSync.Operator.Traffic;

/// <summary>
/// Keeps the routes of all kinds that clusters serve, also of those that are installed later, and has the rollouts looked at that a changed route
/// sends to.
/// </summary>
internal sealed class RouteWatch(IClusterRegistry clusters, IReadOnlyList<string>? namespaces, TimeProvider time, ILogger<RouteWatch> logger) : IEventSource
{
    /// <summary>Finds routes by `namespace/rollout`: those that a rollout made, and those that send to its entry Service or revisions.</summary>
    public static readonly CacheIndex<DynamicObject> ByRollout = new("rollout", RolloutsOf);

    /// <summary>How long everything waits for the first list of a kind; after that only those that need it do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan DiscoverEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ClusterName, ConcurrentDictionary<string, WatchedKind>> _routes = new();

    /// <inheritdoc/>
    public string Name => "routes";

    /// <summary>The kinds of a cluster; null until it is known which it has and what there is of each, and then nothing may be decided.</summary>
    public KnownRoutes? Of(ClusterName cluster)
    {
        if (!_routes.TryGetValue(cluster, out var kinds) || kinds.Values.Any(kind => !kind.Informer.HasSynced && time.GetElapsedTime(kind.Since) < Patience))
        {
            return null;
        }

        return new KnownRoutes(
            kinds.Where(static kind => kind.Value.Informer.HasSynced).ToDictionary(static kind => kind.Key, static kind => kind.Value.Informer, StringComparer.Ordinal),
            [.. kinds.Where(static kind => !kind.Value.Informer.HasSynced).Select(static kind => kind.Key)]);
    }

    /// <inheritdoc/>
    public async Task RunAsync(IRequestSink requests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(requests);
        while (!cancellationToken.IsCancellationRequested)
        {
            var isComplete = true;
            foreach (var gone in _routes.Keys.Except(clusters.Clusters.Select(static cluster => cluster.Name)))
            {
                _routes.TryRemove(gone, out _);
            }

            foreach (var cluster in clusters.Clusters)
            {
                isComplete &= await DiscoverAsync(cluster, requests, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(isComplete ? DiscoverEvery : RetryAfter, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> DiscoverAsync(ICluster cluster, IRequestSink requests, CancellationToken cancellationToken)
    {
        try
        {
            var served = RouteKinds.In(await cluster.Client.Discovery.GetResourcesAsync(cancellationToken).ConfigureAwait(false));
            var routes = _routes.TryGetValue(cluster.Name, out var known) ? known : new ConcurrentDictionary<string, WatchedKind>(StringComparer.Ordinal);
            foreach (var (kind, resource) in served)
            {
                if (!routes.ContainsKey(kind))
                {
                    routes[kind] = new WatchedKind(Watch(cluster, resource, requests), time.GetTimestamp());
                    RouteWatchLog.Found(logger, cluster.Name, kind, resource.ApiVersion);
                }
            }

            _routes.TryAdd(cluster.Name, routes);
            return true;
        }
        catch (KubernetesException e)
        {
            RouteWatchLog.Failed(logger, cluster.Name, e.Message);
            return false;
        }
    }

    // The subscription lives as long as its informer, which ends with its cluster.
    private IInformer<DynamicObject> Watch(ICluster cluster, ResourceInfo resource, IRequestSink requests)
    {
        var informer = cluster.Informers.Add(ResourceType.Dynamic(resource), new InformerOptions<DynamicObject> { Namespaces = namespaces, Indexes = [ByRollout] });
        informer.Subscribe(change =>
        {
            foreach (var key in Affected(change.Old).Concat(Affected(change.New)).Distinct())
            {
                requests.Add(new Request(cluster.Name, key));
            }
        });
        return informer;
    }

    private static IEnumerable<NamespacedName> Affected(DynamicObject? route) => route is null
        ? []
        : NamesOf(route).Select(name => new NamespacedName(route.Metadata.Namespace, name));

    private static IEnumerable<string> RolloutsOf(DynamicObject route) => NamesOf(route).Distinct(StringComparer.Ordinal).Select(name => $"{route.Metadata.Namespace}/{name}");

    private static IEnumerable<string> NamesOf(DynamicObject route)
    {
        if (OwnerKey.RolloutOf(route.Metadata) is { } owner)
        {
            yield return owner.Name;
        }

        foreach (var backend in BackendReader.RulesOf(route).SelectMany(static rule => rule.Backends))
        {
            if ((RevisionIdentity.OfObject(backend.Service)?.Rollout ?? backend.Service) is { } name)
            {
                yield return name;
            }
        }
    }

    private sealed record WatchedKind(IInformer<DynamicObject> Informer, long Since);
}
