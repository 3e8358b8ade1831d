using ModelSync.Kubernetes.Client;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>Renews the Lease while a term lasts, and gives it up at its end.</summary>
internal sealed class LeaseHolder(LeaderContext context, LeaseStore store, LeaseTerm term, HeldLease acquired)
{
    private readonly TroubleLog _trouble = new(context);
    private HeldLease _held = acquired;

    /// <summary>Renews until it is told to stop.</summary>
    /// <exception cref="LeadershipLostException">The term is over.</exception>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        // A request in flight ends with the term: it must not renew a Lease for somebody who has stopped (csharp's elector does).
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, term.Term.Lost);
        var startedAt = _held.StartedAt;
        while (true)
        {
            await context.DelayAsync(context.Options.RetryPeriod - context.Time.GetElapsedTime(startedAt), either.Token).ConfigureAwait(false);
            context.Beat();
            if (!term.IsCurrent)
            {
                throw Lost($"it could not be renewed within {context.Options.RenewDeadline}");
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            startedAt = context.Time.GetTimestamp();
            await RenewAsync(startedAt, either.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the term, and then gives the Lease up, so that another may take it at once; in a bounded time, and never throws.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        term.End();
        var failure = await context.TryAsync(WriteReleaseAsync, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            LeaderLog.NotReleased(context.Logger, context.Key, _trouble.Describe(failure));
        }
    }

    private async Task RenewAsync(long startedAt, CancellationToken cancellationToken)
    {
        var failure = await context.TryAsync(async limited => await WriteAsync(startedAt, limited).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (failure is not null && IsOutdated(failure))
        {
            context.Metrics.Renewal("conflict");
            failure = await context.TryAsync(async limited =>
            {
                await ReadAsync(limited).ConfigureAwait(false);
                await WriteAsync(startedAt, limited).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
        }

        if (failure is LeadershipLostException)
        {
            throw Lost(failure.Message);
        }

        if (failure is null)
        {
            // Where it came too late, the loop finds the term over.
            context.Metrics.Renewal("success");
            _trouble.Over();
            term.TryExtend(startedAt);
        }
        else if (!cancellationToken.IsCancellationRequested)
        {
            context.Metrics.Renewal("error");
            _trouble.Report("renewed", failure);
        }
    }

    private async Task WriteReleaseAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var record = _held.Record.Released(context.Time.GetUtcNow());
                await store.WriteAsync(_held.Lease, record, cancellationToken).ConfigureAwait(false);
                LeaderLog.Released(context.Logger, context.Key);
                return;
            }
            catch (KubernetesApiException exception) when (IsOutdated(exception))
            {
                // A renewal that was cancelled may have been carried out all the same.
                await ReadAsync(cancellationToken).ConfigureAwait(false);
                if (_held.Lease is null)
                {
                    return;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                _trouble.Report("released", exception);
                await context.DelayAsync(context.Options.RetryPeriod / 4, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task WriteAsync(long startedAt, CancellationToken cancellationToken)
    {
        var record = _held.Record.RenewedAt(context.Time.GetUtcNow(), context.DurationSeconds);
        var lease = await store.WriteAsync(_held.Lease, record, cancellationToken).ConfigureAwait(false);
        _held = new HeldLease(lease, record, startedAt);
    }

    /// <exception cref="LeadershipLostException">The Lease is no longer ours.</exception>
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var lease = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
        var record = lease is null ? _held.Record : LeaseRecord.Of(lease);
        if (!string.Equals(record.Holder, context.Identity, StringComparison.Ordinal) || record.Transitions != _held.Record.Transitions)
        {
            throw new LeadershipLostException(record.IsFree ? "somebody has released it" : $"it is held by {record.Holder}, transition {record.Transitions}");
        }

        _held = _held with { Lease = lease, Record = record };
    }

    // A Lease that somebody has deleted is created again: those who saw it wait for our time to pass.
    private static bool IsOutdated(Exception failure) => LeaseStore.IsStale(failure) || failure is KubernetesApiException { IsObjectNotFound: true };

    private LeadershipLostException Lost(string reason)
    {
        LeaderLog.Lost(context.Logger, context.Key, reason);
        return new LeadershipLostException($"The leadership by lease {context.Key} is lost: {reason}.");
    }
}
