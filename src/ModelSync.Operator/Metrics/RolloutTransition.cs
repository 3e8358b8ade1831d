using ModelSync.Api.Rollouts;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Metrics;

/// <summary>What happened between two statuses of a rollout that follow each other.</summary>
/// <param name="HasStarted">Whether a trial began.</param>
/// <param name="Failure">Why a revision failed, or was aborted, just now; null where none did.</param>
/// <param name="Ended">The trials that are over since, the newest first.</param>
internal sealed record RolloutTransition(bool HasStarted, ReturnReason? Failure, IReadOnlyList<HistoryEntry> Ended)
{
    private static readonly RolloutTransition Nothing = new(HasStarted: false, Failure: null, []);

    public static RolloutTransition Between(ModelRolloutStatus? before, ModelRolloutStatus? after)
    {
        if (after is null || ReferenceEquals(before, after))
        {
            return Nothing;
        }

        // The epoch of a candidate is that in which its trial began: a retry of the same revision has another one.
        var hasStarted = after.Candidate is { Epoch: { } epoch } && before?.Candidate?.Epoch != epoch;
        var failure = after.Failed is { } failed && !IsSame(before?.Failed, failed) ? failed.Reason : null;
        var known = before?.History is [var newest, ..] ? newest : null;
        return new RolloutTransition(hasStarted, failure, [.. (after.History ?? []).TakeWhile(entry => entry != known)]);
    }

    // The reason may become a graver one on the way back: that is no second failure.
    private static bool IsSame(FailedRevisionStatus? before, FailedRevisionStatus now) => before is not null && Text.Same(before.Revision, now.Revision) && before.At == now.At;
}
