using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters.Internal;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Metrics;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Clusters;

/// <summary>
/// The clusters of a process, each with a client, caches, a recorder and tasks of its own: whatever hangs in one holds up no other. Clusters may be added
/// before it runs and while it does; connecting begins when both are so. It can be run once.
/// </summary>
public sealed class ClusterRegistry : IClusterRegistry, IRunnable
{
    private readonly IMetricsExposition? _exposition;
    private readonly ClusterFactory _factory;
    private readonly ClusterFeed _feed;
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();

    // Replaced under the lock and read without, so that nobody who looks something up waits for one who adds.
    private ImmutableDictionary<ClusterName, Cluster> _clusters = ImmutableDictionary<ClusterName, Cluster>.Empty;
    private CancellationToken? _stopping;
    private bool _hasEnded;

    /// <summary>A registry without clusters.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public ClusterRegistry(ClusterRegistryOptions options, RuntimeServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        options.Validate();
        _exposition = options.Exposition;
        var logger = services.LoggerFactory.CreateLogger<ClusterRegistry>();
        _feed = new ClusterFeed(logger);
        _feed.Subscribe(told => ClusterLog.Changed(logger, told), () => []);
        _factory = new ClusterFactory(options, services, _feed);
        ClusterMetrics.Observe(services.Meter, () => Clusters);
    }

    /// <inheritdoc />
    public IReadOnlyCollection<ICluster> Clusters => [.. Volatile.Read(ref _clusters).Values];

    /// <inheritdoc />
    public bool TryGet(ClusterName name, [NotNullWhen(true)] out ICluster? cluster)
    {
        var isThere = Volatile.Read(ref _clusters).TryGetValue(name, out var found);
        cluster = found;
        return isThere;
    }

    /// <inheritdoc />
    public IDisposable Subscribe(Action<ClusterEvent> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _feed.Subscribe(handler, () => Clusters);
    }

    /// <summary>Adds a cluster by its configuration, and returns at once: files are read and connections made in the cluster's own task.</summary>
    /// <exception cref="ArgumentException">There is a cluster of this name, or an option is out of its range.</exception>
    public ICluster Add(ClusterName name, ClusterConfig config, ClusterOptions? options = null) =>
        Add(name, _factory.ClientOf(name, config), ready: null, options);

    /// <summary>Adds a cluster by a client, which the registry owns from then on.</summary>
    /// <exception cref="ArgumentException">There is a cluster of this name, the client says that it is another one's, or an option is out of its range.</exception>
    public ICluster Add(ClusterName name, IKubernetesClient client, ClusterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Cluster == name
            ? Add(name, _ => Task.FromResult(client), client, options)
            : throw new ArgumentException($"the client is of cluster \"{client.Cluster}\": make it with {nameof(KubernetesClientOptions.Cluster)} = \"{name}\"", nameof(client));
    }

    /// <summary>Adds a cluster by a function that makes its client, asked away from the caller and again while it fails; the client is the registry's.</summary>
    /// <exception cref="ArgumentException">There is a cluster of this name, or an option is out of its range.</exception>
    public ICluster Add(ClusterName name, Func<CancellationToken, Task<IKubernetesClient>> client, ClusterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return Add(name, client, ready: null, options);
    }

    /// <summary>
    /// Puts another configuration in place, such as one with new credentials, while requests and caches go on: makes a client, asks the cluster by it,
    /// exchanges it for the present one, and closes that when what runs on it has ended.
    /// </summary>
    /// <exception cref="ArgumentException">There is no cluster of this name.</exception>
    /// <exception cref="KubeConfigException">The configuration cannot be used; the present one stays.</exception>
    /// <exception cref="ClusterNotConnectedException">Nobody answers, or the cluster was removed meanwhile; the present configuration stays.</exception>
    /// <exception cref="ClusterIdentityException">It leads to another cluster, or cannot be shown not to; the present configuration stays.</exception>
    public Task UpdateAsync(ClusterName name, ClusterConfig config, CancellationToken cancellationToken) =>
        UpdateAsync(name, _factory.ClientOf(name, config), cancellationToken);

    /// <summary>As by a configuration, by a function that makes the client.</summary>
    public Task UpdateAsync(ClusterName name, Func<CancellationToken, Task<IKubernetesClient>> client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return Volatile.Read(ref _clusters).TryGetValue(name, out var cluster)
            ? cluster.ExchangeAsync(client, cancellationToken)
            : throw new ArgumentException($"there is no cluster \"{name}\": add it first", nameof(name));
    }

    /// <summary>
    /// Removes a cluster; false where there was none. Nothing is sent to it from now on and its name is free at once. Completes when all that ran for it has
    /// ended, within <see cref="ClusterRegistryOptions.RemovalTimeout"/> for each part also where the cluster does not answer.
    /// </summary>
    public async Task<bool> RemoveAsync(ClusterName name)
    {
        Cluster? cluster;
        lock (_gate)
        {
            if (!_clusters.TryGetValue(name, out cluster))
            {
                return false;
            }

            // Before the name is free: nobody is told of a successor first.
            cluster.MarkRemoved();
            Volatile.Write(ref _clusters, _clusters.Remove(name));
        }

        await cluster.RemoveAsync().ConfigureAwait(false);
        if (!Volatile.Read(ref _clusters).ContainsKey(name))
        {
            _exposition?.Forget("cluster", name.ToString());
        }

        return true;
    }

    /// <inheritdoc />
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        lock (_gate)
        {
            if (_stopping is not null)
            {
                throw new InvalidOperationException("the registry runs already, or has ended: make another");
            }

            _stopping = ended.Token;
            foreach (var cluster in _clusters.Values)
            {
                Start_NeedsLock(cluster, ended.Token);
            }
        }

        await _failed.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _hasEnded = true;
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(Volatile.Read(ref _clusters).Values.Select(cluster => cluster.EndAsync())).ConfigureAwait(false);
        if (_failed.Task.IsFaulted)
        {
            await _failed.Task.ConfigureAwait(false);
        }
    }

    private Cluster Add(ClusterName name, Func<CancellationToken, Task<IKubernetesClient>> source, IKubernetesClient? ready, ClusterOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(name.Value, nameof(name));
        ThrowIfTaken(name);
        var cluster = _factory.Make(name, source, ready, options);
        lock (_gate)
        {
            ThrowIfTaken(name);
            ObjectDisposedException.ThrowIf(_hasEnded, this);
            Volatile.Write(ref _clusters, _clusters.Add(name, cluster));
            _feed.Publish(cluster, cluster.Status);
            if (_stopping is { } stopping)
            {
                Start_NeedsLock(cluster, stopping);
            }
        }

        return cluster;
    }

    private void ThrowIfTaken(ClusterName name)
    {
        if (Volatile.Read(ref _clusters).ContainsKey(name))
        {
            throw new ArgumentException($"there is a cluster \"{name}\" already: remove it first, or use {nameof(UpdateAsync)}", nameof(name));
        }
    }

    private void Start_NeedsLock(Cluster cluster, CancellationToken stopping) => _ = cluster.Start(stopping).ContinueWith(
        ended => _failed.TrySetException(ended.Exception!.InnerExceptions),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
