using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>Makes a cluster's clients, puts another in place while requests go on (build, probe, swap, close), and closes those that are done with.</summary>
#pragma warning disable CA1001 // Neither source nor semaphore holds anything but memory, and late calls may still use them.
internal sealed class ClientExchange(
    ClusterName cluster,
    Func<CancellationToken, Task<IKubernetesClient>> firstSource,
    ClusterOptions settings,
    ClusterRegistryOptions options,
    ClusterLink link,
    ClientSlot slot,
    RuntimeServices services,
    ILogger logger)
#pragma warning restore CA1001
{
    private readonly ClusterProbe _probe = new(options.ProbeTimeout, services.TimeProvider);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _retiring = [];
    private IKubernetesClient? _refusesIdentity;

    /// <summary>Makes the first client where there is none yet; what went wrong, or null.</summary>
    public async Task<ProbeResult?> EnsureClientAsync(CancellationToken cancellationToken)
    {
        if (slot.Current is not null)
        {
            return null;
        }

        IKubernetesClient client;
        try
        {
            client = await MakeAsync(firstSource, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            ClusterLog.ClientNotMade(logger, exception, cluster.ToString());
            return ProbeResult.Failed(ShortMessage.Of(exception));
        }

        if (!slot.TryFill(client))
        {
            // An exchange was faster.
            await CloseAsync(client).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return null;
    }

    /// <summary>Asks by this client whether the cluster is there, and which it is where it tells.</summary>
    public async Task<ProbeResult> ProbeAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        // Rights do not change often enough to be refused every ten seconds; but where the UID is known, caches rely on its being asked for.
        var askIdentity = settings.CheckIdentity && (link.Current.Uid is not null || !ReferenceEquals(client, Volatile.Read(ref _refusesIdentity)));
        var result = await _probe.RunAsync(client, askIdentity, cancellationToken).ConfigureAwait(false);
        if (result.IsIdentityRefused)
        {
            Volatile.Write(ref _refusesIdentity, client);
        }

        return result;
    }

    /// <summary>Makes another client and puts it in place, where the cluster answers it and is the same one.</summary>
    /// <exception cref="ClusterNotConnectedException">Nobody answers the new client, or the cluster was removed: the old one stays.</exception>
    /// <exception cref="ClusterIdentityException">It leads to another cluster, or cannot be shown not to: the old one stays.</exception>
    public async Task RunAsync(Func<CancellationToken, Task<IKubernetesClient>> source, CancellationToken removed, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, removed, _closing.Token);
        try
        {
            await _oneAtATime.WaitAsync(ended.Token).ConfigureAwait(false);
            try
            {
                var next = await MakeAsync(source, ended.Token).ConfigureAwait(false);
                await TakeOverAsync(next, ended.Token).ConfigureAwait(false);
            }
            finally
            {
                _oneAtATime.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Gone();
        }
    }

    /// <summary>Closes the present client and those that are on their way out, and takes none any more.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        if (slot.Close() is { } last)
        {
            Retire(last, TimeSpan.Zero);
        }

        Task[] retiring;
        lock (_gate)
        {
            retiring = [.. _retiring];
        }

        try
        {
            await Task.WhenAll(retiring).WaitAsync(options.RemovalTimeout, services.TimeProvider, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            ClusterLog.ClientNotClosed(logger, exception, cluster.ToString());
        }
    }

    private async Task TakeOverAsync(IKubernetesClient next, CancellationToken cancellationToken)
    {
        try
        {
            var result = await ProbeAsync(next, cancellationToken).ConfigureAwait(false);
            var known = link.Current;
            if ((result.Error ?? (result.IsIdentityOpen && known.Uid is not null ? "it does not tell now who it is, try again" : null)) is { } error)
            {
                throw new ClusterNotConnectedException(cluster, known.State, $"the new configuration does not work, the old one stays: {error}");
            }

            if (settings.CheckIdentity && known.Uid is { } uid && !string.Equals(uid, result.Uid, StringComparison.Ordinal))
            {
                throw new ClusterIdentityException(cluster, uid, result.Uid);
            }

            if (!slot.TryExchange(next, out var replaced))
            {
                throw Gone();
            }

            link.Change(connection => connection.AfterExchange(result.Uid, services.TimeProvider.GetUtcNow()));
            link.Nudge();
            if (replaced is not null)
            {
                Retire(replaced, options.ExchangeGrace);
            }
        }
        catch
        {
            if (!ReferenceEquals(slot.Current?.Client, next))
            {
                await CloseAsync(next).ConfigureAwait(false);
            }

            throw;
        }
    }

    private ClusterNotConnectedException Gone() => new(cluster, link.Current.State, "the configuration was not exchanged");

    private Task<IKubernetesClient> MakeAsync(Func<CancellationToken, Task<IKubernetesClient>> source, CancellationToken cancellationToken) =>
        ClientSource.MakeAsync(source, exception => ClusterLog.ClientNotClosed(logger, exception, cluster.ToString()), cancellationToken);

    private void Retire(OwnedClient client, TimeSpan grace)
    {
        lock (_gate)
        {
            _retiring.RemoveWhere(task => task.IsCompleted);
            _retiring.Add(RetireAsync(client, grace));
        }
    }

    private async Task RetireAsync(OwnedClient client, TimeSpan grace)
    {
        try
        {
            await client.RetireAsync(grace, services.TimeProvider, _closing.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ClusterLog.ClientNotClosed(logger, exception, cluster.ToString());
        }
    }

    private async Task CloseAsync(IKubernetesClient client)
    {
        try
        {
            await client.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ClusterLog.ClientNotClosed(logger, exception, cluster.ToString());
        }
    }
}
