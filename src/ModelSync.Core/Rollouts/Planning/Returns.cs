using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Begins and ends the way back.</summary>
internal static class Returns
{
    /// <summary>Sends the candidate back, whatever it was doing; what goes back already only changes its reason when that is graver.</summary>
    public static void Begin(Turn turn, ReturnReason reason, string message)
    {
        if (turn.Candidate is not { } candidate)
        {
            return;
        }

        // The first failure is the one to tell, whatever follows on the way back.
        if (candidate is { Stage: CandidateStage.Returning, Reason: { } first } && IsFailure(first))
        {
            return;
        }

        message = Turn.Fit(message);
        if (IsFailure(reason))
        {
            if (turn.Status.Override is { } overridden && Text.Same(overridden.Revision, candidate.Revision))
            {
                turn.Status = turn.Status with { Override = null };
            }

            turn.Status = turn.Status with
            {
                Failed = new FailedRevisionStatus
                {
                    Revision = candidate.Revision,
                    Version = candidate.Version,
                    Reason = reason,
                    Message = message,
                    RetryToken = turn.Spec.RetryToken,
                    At = turn.Stamp,
                },
            };
        }

        if (candidate.Stage == CandidateStage.Returning && !IsFailure(reason))
        {
            return;
        }

        turn.Status = turn.Status with
        {
            Pause = null,
            Candidate = candidate with
            {
                Stage = CandidateStage.Returning,
                ReturnStartedAt = candidate.ReturnStartedAt ?? turn.Stamp,
                Reason = reason,
                Message = message,
            },
        };
        turn.RaiseEpoch();
        Tell(turn, candidate, reason, message);
    }

    private static void Tell(Turn turn, CandidateStatus candidate, ReturnReason reason, string message)
    {
        var name = Turn.Name(candidate.Version, candidate.Revision);
        var goesBack = turn.Status.Stable is not null && HasHadTraffic(turn, candidate.Revision);
        var told = goesBack && turn.Status.Stable is { } stable
            ? $"{name} goes back to {Turn.Name(stable.Version, stable.Revision)}: {message}"
            : $"{name} is given up before it had traffic: {message}";
        var what = goesBack ? RolloutEventReasons.RollbackStarted : RolloutEventReasons.CandidateGivenUp;
        if (reason is ReturnReason.Reverted or ReturnReason.Superseded)
        {
            // Somebody wished for it: nothing went wrong.
            turn.Tell(what, told);
        }
        else
        {
            turn.Warn(what, told);
        }
    }

    // Also where its share is masked, or asked for and not in force yet.
    private static bool HasHadTraffic(Turn turn, string? revision) =>
        turn.HasTraffic(revision) || (turn.Status.Weights ?? []).Any(weight => Text.Same(weight.Revision, revision) && (weight.Desired > 0 || weight.Observed > 0 || weight.Masked > 0));

    /// <summary>The first revision has nothing to go back to: it keeps what it has, and is blocked.</summary>
    public static void FailInPlace(Turn turn, ReturnReason reason, string message)
    {
        if (turn.HasFailedInPlace || turn.Candidate is not { } candidate)
        {
            return;
        }

        message = Turn.Fit(message);
        turn.Status = turn.Status with
        {
            Pause = null,
            Failed = new FailedRevisionStatus
            {
                Revision = candidate.Revision,
                Version = candidate.Version,
                Reason = reason,
                Message = message,
                RetryToken = turn.Spec.RetryToken,
                At = turn.Stamp,
            },
        };
        turn.RaiseEpoch();
        turn.Warn(ConditionReasons.NoFallback, $"{candidate.Version} ({candidate.Revision}) failed, and there is no earlier revision to go back to; traffic stays as it is: {message}");
    }

    /// <summary>The candidate is back everywhere: it leaves the stage, and only history and the failure remember it.</summary>
    public static void End(Turn turn)
    {
        var candidate = turn.Candidate!;
        var reason = candidate.Reason ?? ReturnReason.Aborted;
        turn.Status = turn.Status.WithEntry(new HistoryEntry
        {
            Version = candidate.Version,
            Digest = candidate.Digest,
            Revision = candidate.Revision,
            Outcome = OutcomeOf(reason),
            Reason = candidate.Message,
            StartedAt = candidate.StartedAt,
            FinishedAt = turn.Stamp,
        });
        turn.Status = turn.Status with { Candidate = null, Step = null, Wave = null, Pause = null };
        turn.Tell(OutcomeOf(reason).ToString(), turn.Status.Stable is { } stable
            ? $"{candidate.Version} ({candidate.Revision}) has no traffic; {stable.Version} ({stable.Revision}) serves"
            : $"{candidate.Version} ({candidate.Revision}) is gone; nothing serves yet");
    }

    /// <summary>Whether a reason blocks the revision from being tried again by itself.</summary>
    public static bool IsFailure(ReturnReason reason) => reason is not (ReturnReason.Reverted or ReturnReason.Superseded or ReturnReason.Quarantined or ReturnReason.Denied);

    private static RolloutOutcome OutcomeOf(ReturnReason reason) => reason switch
    {
        ReturnReason.Aborted => RolloutOutcome.Aborted,
        ReturnReason.Reverted => RolloutOutcome.Reverted,
        ReturnReason.Superseded => RolloutOutcome.Superseded,
        ReturnReason.Quarantined => RolloutOutcome.Quarantined,
        ReturnReason.Denied => RolloutOutcome.Denied,
        _ => RolloutOutcome.RolledBack,
    };
}
