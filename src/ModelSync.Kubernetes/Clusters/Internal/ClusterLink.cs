using System.Threading.Channels;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>
/// What is known of a cluster's connection, for all who wait for it; thread-safe. It also knows whether a probe has told who answers since a connection
/// was last seen to end: the next one may lead to another cluster, whose objects must not get into the caches.
/// </summary>
#pragma warning disable CA1001 // The source holds nothing but memory, and requests may link to its token at any time.
internal sealed class ClusterLink(ClusterName cluster, Connection first, Action<ClusterStatus> onChange)
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Connection _current = first;
    private TaskCompletionSource _changed = NewSignal();
    private CancellationTokenSource _lost = new();
    private long _disturbances;
    private long _probed = -1;
    private long _verified = -1;

    public Connection Current => Volatile.Read(ref _current);

    /// <summary>Cancelled when the cluster is connected no more; a new token each time.</summary>
    public CancellationToken Lost => Volatile.Read(ref _lost).Token;

    /// <summary>Begins a probe: what has disturbed the connection up to now is answered by it.</summary>
    public long BeginProbe()
    {
        _nudges.Reader.TryRead(out _);
        return Interlocked.Read(ref _disturbances);
    }

    /// <summary>Changes what is known, and tells of it in order.</summary>
    /// <param name="step">The change, run under the lock; gives its argument back for none.</param>
    /// <param name="probedUpTo">What <see cref="BeginProbe"/> gave, where the change is what came of a probe.</param>
    public void Change(Func<Connection, Connection> step, long probedUpTo = 0)
    {
        var lost = default(CancellationTokenSource);
        lock (_gate)
        {
            var old = _current;
            var next = step(old);
            if (ReferenceEquals(old, next))
            {
                return;
            }

            Volatile.Write(ref _current, next);
            _probed = Math.Max(_probed, probedUpTo);
            if (next is { State: ClusterState.Connected, Failures: 0, OpenAnswers: 0 })
            {
                _verified = Math.Max(_verified, probedUpTo);
            }

            if (old.State == ClusterState.Connected && next.State != ClusterState.Connected)
            {
                lost = _lost;
                Volatile.Write(ref _lost, new CancellationTokenSource());
            }

            _changed.TrySetResult();
            _changed = NewSignal();
            if (old.State != next.State || !string.Equals(old.Message, next.Message, StringComparison.Ordinal))
            {
                onChange(next.Status);
            }
        }

        // Away from here, because it wakes up those who wait.
        _ = lost?.CancelAsync();
    }

    /// <summary>A connection ended: asks for a probe now, where one is of use.</summary>
    public void Disturb()
    {
        Interlocked.Increment(ref _disturbances);
        if (Current.State == ClusterState.Connected)
        {
            Nudge();
        }
    }

    /// <summary>Asks for a probe now.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    /// <summary>Completes when somebody has asked for a probe since the last one began.</summary>
    public async Task WaitForNudgeAsync(CancellationToken cancellationToken) => await _nudges.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Completes when what is known satisfies the condition.</summary>
    /// <exception cref="ClusterNotConnectedException">The cluster was removed.</exception>
    public Task WaitAsync(Func<Connection, bool> condition, CancellationToken cancellationToken) =>
        WaitUntilAsync(() => condition(_current), cancellationToken);

    /// <summary>Completes when the cluster is connected, and a probe has told who answers since a connection was last seen to end.</summary>
    /// <exception cref="ClusterNotConnectedException">The cluster was removed.</exception>
    public Task WaitUntilVerifiedAsync(CancellationToken cancellationToken)
    {
        // Only up to now: connections that end while we wait are somebody else's, and must not keep us waiting for ever.
        var wanted = Interlocked.Read(ref _disturbances);
        return WaitUntilAsync(() => _current.State == ClusterState.Connected && (_verified >= wanted || _current.Uid is null), cancellationToken);
    }

    /// <summary>Completes when a probe has come to any end since a connection was last seen to end, unless it told that another cluster answers.</summary>
    /// <exception cref="ClusterNotConnectedException">The cluster was removed.</exception>
    public Task WaitUntilProbedAsync(CancellationToken cancellationToken)
    {
        // Where the last ones have failed the next is not soon, and would be no better.
        var wanted = Interlocked.Read(ref _disturbances);
        return WaitUntilAsync(() => _current is { State: ClusterState.Connecting } or { State: ClusterState.Unreachable, IsAnother: false }
            || (_current.State == ClusterState.Connected && _probed >= wanted), cancellationToken);
    }

    /// <exception cref="ClusterNotConnectedException">The cluster was removed, another one answers in its place, or it is not connected and that matters.</exception>
    public void ThrowIfClosed(bool needsConnection)
    {
        var current = Current;
        if (current.State == ClusterState.Removed || current.IsAnother || (needsConnection && current.State != ClusterState.Connected))
        {
            throw NotConnected(current);
        }
    }

    public ClusterNotConnectedException NotConnected(Connection current) => new(cluster, current.State, current.Message);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (condition())
                {
                    return;
                }

                if (_current.State == ClusterState.Removed)
                {
                    throw NotConnected(_current);
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
