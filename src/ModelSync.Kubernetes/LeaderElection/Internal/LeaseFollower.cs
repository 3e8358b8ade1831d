using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>Waits for the Lease to be free and takes it.</summary>
/// <remarks>
/// <code>
///            ┌──── it is time to poll, a change was seen, or the holder's time is up ────┐
///            ▼                                                                           │
///         look ──► held by another, and not expired ──────────────────────────────────► wait
///            │                                                                           ▲
///            └──► absent, released or expired ──► write ──► refused, or no answer ───────┘
///                                                   └─────► ours
/// </code>
/// </remarks>
internal sealed class LeaseFollower(LeaderContext context, LeaseStore store, LeaseView view)
{
    private readonly TroubleLog _trouble = new(context);
    private (LeaseRecord? Base, LeaseRecord Record)? _claim;
    private long? _polledAt;
    private TimeSpan _pollPeriod;

    private TimeSpan UntilPoll => _polledAt is { } last ? _pollPeriod - context.Time.GetElapsedTime(last) : TimeSpan.Zero;

    /// <summary>Returns once the Lease is ours; null where it was told to stop before.</summary>
    public async Task<HeldLease?> AcquireAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            context.Beat();

            // Taken before the look, so that no change between it and the wait is missed.
            var changed = view.Changed;
            var isWell = UntilPoll > TimeSpan.Zero || await PollAsync(cancellationToken).ConfigureAwait(false);
            var sight = view.Current;
            var isClaimable = IsClaimable(sight);
            if (isClaimable && await ClaimAsync(sight, cancellationToken).ConfigureAwait(false) is { } held)
            {
                return held;
            }

            if (isWell && !isClaimable)
            {
                _trouble.Over();
            }

            await WaitAsync(isClaimable ? null : sight.Remaining, changed, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    // With an answer that got lost, what we wrote is there. Told by the whole record, so that a process of the same identity is not taken for us.
    private bool IsOwnClaim(in LeaseSight sight) => _claim is { } claim && sight.Record == claim.Record;

    private bool IsClaimable(in LeaseSight sight) => sight.IsKnown && (sight.Remaining == TimeSpan.Zero || IsOwnClaim(sight));

    private async Task WaitAsync(TimeSpan? remaining, CancellationToken changed, CancellationToken cancellationToken)
    {
        var delay = UntilPoll;
        delay = remaining > TimeSpan.Zero && remaining < delay ? remaining.Value : delay;
        if (delay > TimeSpan.Zero)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(changed, cancellationToken);
            await context.DelayAsync(delay, either.Token).ConfigureAwait(false);
        }
    }

    private async Task<bool> PollAsync(CancellationToken cancellationToken)
    {
        // Not all replicas at once; and with the time that requests take never longer than the period: whoever cannot watch must see a release within it.
        _polledAt = context.Time.GetTimestamp();
        _pollPeriod = context.Options.RetryPeriod * (0.8 + (0.15 * context.Jitter()));
        var failure = await context.TryAsync(
            async limited => context.Report(view.See(await store.ReadAsync(limited).ConfigureAwait(false)), view.Current.Record), cancellationToken).ConfigureAwait(false);
        Report("read", failure, cancellationToken);
        return failure is null;
    }

    private async Task<HeldLease?> ClaimAsync(LeaseSight sight, CancellationToken cancellationToken)
    {
        HeldLease? held = null;
        if (sight.Record is { Transitions: int.MaxValue })
        {
            _trouble.Report("taken", new InvalidOperationException($"leaseTransitions is {int.MaxValue} and cannot rise; set it lower in the Lease"));
            return null;
        }

        var claim = ClaimOn(sight.Record);
        var startedAt = context.Time.GetTimestamp();
        var failure = await context.TryAsync(
            async limited => held = new HeldLease(await store.WriteAsync(sight.Lease, claim, limited).ConfigureAwait(false), claim, startedAt),
            cancellationToken).ConfigureAwait(false);
        if (failure is not null && LeaseStore.IsStale(failure))
        {
            await PollAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }

        Report("taken", failure, cancellationToken);
        return held;
    }

    // One record for all tries on top of one other: whichever of them arrives, we know it again.
    private LeaseRecord ClaimOn(LeaseRecord? seen)
    {
        if (_claim is { } claim && claim.Base == seen)
        {
            return claim.Record;
        }

        // Every term counts, also one after a release and one after ourselves: two never share an epoch. The first is 1, so that 0 can stand for none.
        var now = new MicroTime(context.Time.GetUtcNow());
        var record = new LeaseRecord(context.Identity, context.DurationSeconds, now, now, (seen?.Transitions ?? 0) + 1);
        _claim = (seen, record);
        return record;
    }

    private void Report(string what, Exception? failure, CancellationToken cancellationToken)
    {
        if (failure is not null && !cancellationToken.IsCancellationRequested)
        {
            _trouble.Report(what, failure);
        }
    }
}
