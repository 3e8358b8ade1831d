using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <content>Carries out watches.</content>
internal sealed partial class Reflector<T>
    where T : class, IKubernetesObject
{
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
                if (follower.GoesBack(told))
                {
                    failure = new ReflectorFailure(ReflectorFailureKind.Stale, $"the watch goes back from version {follower.Cursor.Position} to {told.ResourceVersion}");
                    break;
                }

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
        catch (OperationCanceledException) when (follower is { Staged: null, HasMoved: true })
        {
            // Told to stop. Run again, it goes on from here: from an earlier place it would hear of objects that are gone.
            _state = _state.After(new ReflectorInput.WatchEnded(follower.Cursor.Position, HasMoved: true, _services.TimeProvider.GetElapsedTime(opened)));
            throw;
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
        if (next.HasFailed || failure is not null)
        {
            Failed(ended, failure?.Message ?? QuietEnd(next.Step.Action, lasted));
        }
        else
        {
            _state = next;
        }
    }

    // Why a watch that ended in good order has failed all the same.
    private string QuietEnd(ReflectorAction next, TimeSpan lasted) => (_state.Step.Action, next) switch
    {
        (ReflectorAction.WatchList, _) => $"the server ended the watch after {lasted} without telling the end of the present objects",
        (_, ReflectorAction.Watch) => $"the server ended the watch after {lasted} without telling anything",
        _ => "the server names no version from which to go on",
    };
}
