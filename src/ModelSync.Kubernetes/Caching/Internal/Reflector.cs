using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>Keeps the store equal to the server, in one namespace or in all: carries out what <see cref="ReflectorState"/> says, and tells it what came of it.</summary>
internal sealed class Reflector<T>
    where T : class, IKubernetesObject
{
    /// <summary>How long a watch-list may take to tell the end of the present objects; a server that does not know of it never does.</summary>
    public static readonly TimeSpan WatchListLimit = TimeSpan.FromMinutes(1);

    private readonly IResourceReader<T> _reader;
    private readonly InformerOptions<T> _options;
    private readonly ObjectStore<T> _store;
    private readonly ObjectGate<T> _gate;
    private readonly InformerTelemetry _telemetry;
    private readonly RuntimeServices _services;
    private readonly Action _onSynced;
    private readonly ReflectorHealth _health;
    private ReflectorState _state;
    private volatile string? _version;

    public Reflector(
        string? ns, IResourceReader<T> reader, InformerOptions<T> options, ObjectStore<T> store, InformerTelemetry telemetry, RuntimeServices services, Action onSynced)
    {
        Namespace = ns;
        _reader = reader;
        _options = options;
        _store = store;
        _telemetry = telemetry;
        _services = services;
        _onSynced = onSynced;
        _gate = new ObjectGate<T>(reader.Resource.Scope, ns, options.Transform);
        _health = new ReflectorHealth(services.TimeProvider);
        _state = ReflectorState.Start(options.WatchList);
    }

    /// <summary>The namespace; null for all.</summary>
    public string? Namespace { get; }

    /// <summary>Up to which state the store has followed the server.</summary>
    public ResourceVersion Version => new(_version);

    public InformerHealth Health => _health.Current;

    /// <summary>Works until it is cancelled. What goes wrong is tried again, whatever it is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var delay = _state.Step.Delay * (1 + (0.5 * _services.Jitter()));
                if (delay > TimeSpan.Zero)
                {
                    await Task.Delay(delay, _services.TimeProvider, cancellationToken).ConfigureAwait(false);
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (_state.Step.Action == ReflectorAction.List)
                {
                    await ListAsync(cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await WatchAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop.
        }
        finally
        {
            _health.Stopped();
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var staged = new StagedList<T>(_store, _gate, _state.MustNotBeOlder);
        var pages = new PageSequence();
        _telemetry.Lists(_state.Step.Reason, Namespace);
        try
        {
            await foreach (var page in _reader.ListPagesAsync(_state.Step.ToListOptions(Namespace, _options), cancellationToken).ConfigureAwait(false))
            {
                _health.Heard();
                pages.Add(page.ResourceVersion, page.Continue);
                staged.Add(page);
            }

            pages.End();
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            Failed(new ReflectorInput.ListFailed(ReflectorFailure.From(exception), pages.Count > 0), exception.Message);
            return;
        }

        TakeOver(staged, pages.Version, pages.Count > 1);
    }

    // False where the list shows an older state than was asked for.
    private bool TakeOver(StagedList<T> staged, ResourceVersion version, bool wasPaged)
    {
        if (!_state.Accepts(version))
        {
            var stale = new ReflectorFailure(ReflectorFailureKind.Stale, $"the list shows version {version}, older than {_state.Step.Version}, which was asked for");
            Failed(new ReflectorInput.ListFailed(stale), stale.Message);
            return false;
        }

        if (staged.Unnamed is { } error)
        {
            _telemetry.Unnamed(error);
        }

        var isFirst = !_health.Current.HasSynced;
        staged.Commit(Namespace, isFirst);
        _version = version.Value;
        _state = _state.After(new ReflectorInput.Listed(version, wasPaged));
        Accepted();
        if (isFirst)
        {
            _health.Synced();
            _telemetry.Synced(Namespace, staged.Count);
            _onSynced();
        }

        return true;
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var options = _state.Step.ToWatchOptions(Namespace, _options);
        if (options.SendInitialEvents)
        {
            _telemetry.Lists(_state.Step.Reason, Namespace);
        }

        IWatch<T> watch;
        try
        {
            watch = await _reader.WatchAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            Failed(new ReflectorInput.WatchRefused(ReflectorFailure.From(exception)), exception.Message);
            return;
        }

        _telemetry.Watches(Namespace, options.ResourceVersion);
        await using (((IAsyncDisposable)watch).ConfigureAwait(false))
        {
            await FollowAsync(watch, options, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(IWatch<T> watch, WatchOptions options, CancellationToken cancellationToken)
    {
        var opened = _services.TimeProvider.GetTimestamp();
        var follower = new WatchFollower<T>(_store, _gate, _telemetry, options, _state.MustNotBeOlder);
        using var stall = new WatchListStall(options.SendInitialEvents, WatchListLimit, _services.TimeProvider, cancellationToken);
        ReflectorFailure? failure = null;
        if (!options.SendInitialEvents)
        {
            Accepted();
        }

        try
        {
            await foreach (var told in watch.WithCancellation(stall.Token).ConfigureAwait(false))
            {
                _health.Heard();
                if (follower.Follow(told) && !EndInitialEvents(follower, stall))
                {
                    return;
                }

                _version = follower.Staged is null ? follower.Cursor.Position.Value : _version;
            }
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            failure = ReflectorFailure.From(exception);
        }

        Ended(follower, stall, _services.TimeProvider.GetElapsedTime(opened), failure);
    }

    // Too late is not too bad: the watch is cancelled by now, and ends at once.
    private bool EndInitialEvents(WatchFollower<T> follower, WatchListStall stall)
    {
        if (!stall.Over())
        {
            return true;
        }

        if (!TakeOver(follower.Staged!, follower.Cursor.Position, wasPaged: false))
        {
            return false;
        }

        follower.EndInitialEvents();
        return true;
    }

    private void Ended(WatchFollower<T> follower, WatchListStall stall, TimeSpan lasted, ReflectorFailure? failure)
    {
        if (stall.HasFired)
        {
            Failed(new ReflectorInput.WatchListStalled(), $"the watch has not told the end of the present objects for {WatchListLimit}: listing instead");
            return;
        }

        var ended = new ReflectorInput.WatchEnded(follower.Cursor.Position, follower.HasMoved, lasted, failure);
        var next = _state.After(ended);
        if (failure is not null || next.Step.Delay > TimeSpan.Zero)
        {
            Failed(ended, failure?.Message ?? $"the server ended the watch after {lasted} without telling anything");
        }
        else
        {
            _state = next;
        }
    }

    private void Accepted()
    {
        if (_health.Accepted())
        {
            _telemetry.Recovered(Namespace);
        }
    }

    private void Failed(ReflectorInput input, string error)
    {
        _state = _state.After(input);
        _telemetry.Failed(Namespace, error, _state.Step.Delay, _health.Failed(error));
    }

    // A cancellation that nobody asked for is a failure like any other.
    private static bool IsStop(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
