using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>One cluster: it makes its client, asks whether it is there, and runs its caches and its recorder, all in tasks of its own.</summary>
#pragma warning disable CA1001 // The source holds nothing but memory, and whoever works for the cluster may link to its token at any time.
internal sealed class Cluster : ICluster
#pragma warning restore CA1001
{
    private readonly ClusterRegistryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ClusterLink _link;
    private readonly ClientSlot _slot = new();
    private readonly ClusterMonitor _monitor;
    private readonly ClientExchange _exchange;
    private readonly CacheGate _cacheGate;
    private readonly CancellationTokenSource _removed = new();
    private readonly Lock _gate = new();
    private Task? _running;
    private Task? _closing;

    public Cluster(
        ClusterName name,
        Func<CancellationToken, Task<IKubernetesClient>> source,
        IKubernetesClient? ready,
        ClusterOptions settings,
        ClusterRegistryOptions options,
        RuntimeServices services,
        ClusterFeed feed)
    {
        Name = name;
        _options = options;
        _time = services.TimeProvider;
        _logger = services.LoggerFactory.CreateLogger<ClusterRegistry>();
        _link = new ClusterLink(name, Connection.Begin(settings.ExpectedUid, _time.GetUtcNow()), status => feed.Publish(this, status));
        _exchange = new ClientExchange(name, source, settings, options, _link, _slot, services, _logger);
        if (ready is not null)
        {
            _slot.TryFill(ready);
        }

        _monitor = new ClusterMonitor(options, _exchange, _link, _slot, services);
        var failFast = settings.FailFast ?? name != ClusterName.Local;
        Client = new ClusterClient(name, new MemberGate(_link, _slot, failFast, settings.MaxConcurrentRequests));
        _cacheGate = new CacheGate(_link, _slot, needsConnection: failFast);
        Informers = options.Informers!(new ClusterClient(name, _cacheGate));
        Events = options.Events!(Client);
    }

    public ClusterName Name { get; }

    public IKubernetesClient Client { get; }

    public IInformerSet Informers { get; }

    public IEventRecorder Events { get; }

    public string? Uid => _link.Current.Uid;

    public ClusterStatus Status => _link.Current.Status;

    public CancellationToken Removed => _removed.Token;

    /// <summary>Begins to work for the cluster until the token is cancelled or it is removed; the task ends then, and throws only what must end the process.</summary>
    public Task Start(CancellationToken stopping)
    {
        lock (_gate)
        {
            return _running = Task.Run(() => RunAsync(stopping), CancellationToken.None);
        }
    }

    /// <summary>Puts another client in place, where it leads to the same cluster.</summary>
    public async Task ExchangeAsync(Func<CancellationToken, Task<IKubernetesClient>> source, CancellationToken cancellationToken)
    {
        await _exchange.RunAsync(source, Removed, cancellationToken).ConfigureAwait(false);
        ClusterLog.Exchanged(_logger, Name.ToString());
    }

    /// <summary>The cluster is one of ours no more: says so, and lets nothing through from now on.</summary>
    public void MarkRemoved() => _link.Change(connection => connection.AfterRemoval(_time.GetUtcNow()));

    /// <summary>Ends all that runs for the removed cluster, and closes its client; in bounded time.</summary>
    public async Task RemoveAsync()
    {
        var told = TellRemovedAsync();
        await EndAsync().ConfigureAwait(false);

        try
        {
            await told.WaitAsync(_options.RemovalTimeout, _time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Callbacks are other people's: those that hang are not waited for.
            ClusterLog.NotEndedInTime(_logger, Name.ToString(), _options.RemovalTimeout);
        }
    }

    /// <summary>Waits until all that runs for the cluster has ended, but not for ever, and closes its client.</summary>
    public async Task EndAsync()
    {
        Task running;
        lock (_gate)
        {
            running = _running ?? Task.CompletedTask;
        }

        try
        {
            await running.WaitAsync(_options.RemovalTimeout, _time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            ClusterLog.NotEndedInTime(_logger, Name.ToString(), _options.RemovalTimeout);
        }
        catch (Exception) when (running.IsFaulted)
        {
            // The registry, which awaits it too, passes it on.
        }

        await CloseAsync().ConfigureAwait(false);
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, Removed);
        try
        {
            await Task.WhenAll(
                EndAllWithAsync(_monitor.RunAsync(ended.Token), ended),
                EndAllWithAsync(RunConnectedAsync(Informers, ended.Token), ended),
                EndAllWithAsync(RunConnectedAsync(Events as IRunnable, ended.Token), ended)).ConfigureAwait(false);
        }
        catch (Exception) when (stopping.IsCancellationRequested || Removed.IsCancellationRequested || _link.Current.State == ClusterState.Removed)
        {
            // Whatever failed did so because it was to end.
        }
        finally
        {
            await CloseAsync().ConfigureAwait(false);
        }
    }

    private async Task EndAllWithAsync(Task part, CancellationTokenSource all)
    {
        try
        {
            await part.ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!all.IsCancellationRequested)
        {
            // As a cancellation it would pass for an end that was asked for, and leave a cluster for which nobody works.
            await all.CancelAsync().ConfigureAwait(false);
            throw new InvalidOperationException($"cluster \"{Name}\": a part of it was cancelled though nobody told it to end", exception);
        }
        catch
        {
            await all.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Not before the cluster has told who it is: there is nothing to list, and a back-off would grow meanwhile.
    private async Task RunConnectedAsync(IRunnable? part, CancellationToken cancellationToken)
    {
        await _link.WaitAsync(_cacheGate.MayBegin, cancellationToken).ConfigureAwait(false);
        if (part is not null)
        {
            await part.RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task CloseAsync()
    {
        lock (_gate)
        {
            return _closing ??= _exchange.CloseAsync();
        }
    }

    private async Task TellRemovedAsync()
    {
        try
        {
            await _removed.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ClusterLog.RemovalCallbackFailed(_logger, exception, Name.ToString());
        }
    }
}
