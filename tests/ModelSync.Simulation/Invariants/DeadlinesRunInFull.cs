using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Operator;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 10: no jump of a clock trips a deadline. Only the time counts during which it ran: what holds a step, a freeze or spec.paused, stops it. Each stop
/// may cost up to a second, for what was used is kept in whole seconds, rounded up.
/// </summary>
internal sealed class DeadlinesRunInFull(WaitLedger ledger) : Invariant(10)
{
    private const string Told = "the step did not get its capacity and route";
    private readonly Dictionary<string, Run> _runs = [];

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        if (before.Status is not { } old || after.Status is not { } now)
        {
            return;
        }

        CheckFirst(decided, old, now);
        foreach (var former in old.Clusters ?? [])
        {
            if (now.Clusters?.FirstOrDefault(part => Same(part.Name, former.Name)) is { } part)
            {
                CheckDeadline(decided, old, former, part);
                CheckLost(decided, former, part);
                Follow(decided, (old, former), (now, part));
            }
        }
    }

    private void CheckFirst(Decided decided, ModelRolloutStatus old, ModelRolloutStatus now)
    {
        // Which cluster it was that the first version failed in is not said.
        if (now.Failed is { Reason: ReturnReason.ProgressDeadlineExceeded } failed && (old.Failed?.Reason, old.Failed?.At) != (failed.Reason, failed.At)
            && (old.Clusters ?? []).All(part => part.Failure is null && Missing(decided, old, part) > 0))
        {
            Break($"the deadline of {VersionOf(decided)} passed, but in {string.Join(", ", (old.Clusters ?? []).Select(part => $"{part.Name} {Missing(decided, old, part) / 1000.0} s of it were left"))}");
        }
    }

    private void CheckDeadline(Decided decided, ModelRolloutStatus old, ClusterRolloutStatus former, ClusterRolloutStatus part)
    {
        var hasFailed = part.Failure == ReturnReason.ProgressDeadlineExceeded && former.Failure != part.Failure;
        var isHeld = IsToldIn(part) && !IsToldIn(former);
        if ((hasFailed || isHeld) && Missing(decided, old, former) is > 0 and var missing)
        {
            Break($"the deadline in {part.Name} passed {missing / 1000.0} s early");
        }
    }

    private void CheckLost(Decided decided, ClusterRolloutStatus former, ClusterRolloutStatus part)
    {
        if (part.Failure == ReturnReason.ClusterLost && former.Failure is null && DeadlineOf(decided) is { } deadline
            && ledger.Passed(decided, Wait.Lost(former)) is { } passed && passed < deadline)
        {
            Break($"{part.Name} counts as lost after {passed / 1000.0} s of {deadline / 1000.0} s");
        }
    }

    /// <summary>How much of the deadline had not really run yet; null when that can't be told.</summary>
    private long? Missing(Decided decided, ModelRolloutStatus old, ClusterRolloutStatus former)
    {
        var run = _runs.GetValueOrDefault(former.Name ?? string.Empty);
        var ran = run is { } known && known.Step == StepOf(old, former) ? known : new Run(StepOf(old, former));
        var running = former.DeadlineStartedAt is null ? 0 : ledger.Passed(decided, Wait.Deadline(old, former));
        return DeadlineOf(decided) - (ran.Stops * 1000L) - ran.Milliseconds - running;
    }

    private void Follow(Decided decided, (ModelRolloutStatus Status, ClusterRolloutStatus Part) old, (ModelRolloutStatus Status, ClusterRolloutStatus Part) now)
    {
        var name = now.Part.Name ?? string.Empty;
        var step = StepOf(now.Status, now.Part);
        if (!_runs.TryGetValue(name, out var run) || run.Step != step)
        {
            _runs[name] = new Run(step);
        }
        else if (old.Part.DeadlineStartedAt is { } startedAt && now.Part.DeadlineStartedAt != startedAt)
        {
            _runs[name] = run with
            {
                Milliseconds = run.Milliseconds + ledger.Passed(decided, Wait.Deadline(old.Status, old.Part)),
                Stops = run.Stops + (now.Part.DeadlineUsedSeconds == old.Part.DeadlineUsedSeconds ? 0 : 1),
            };
        }
    }

    private static bool IsToldIn(ClusterRolloutStatus part) => Same(part.Reason, nameof(PauseReason.FailedCheck)) && part.Message?.StartsWith(Told, StringComparison.Ordinal) == true;

    private static long? DeadlineOf(Decided decided) =>
        (long?)decided.Snapshot.Records.FirstOrDefault(record => Same(record.Revision, decided.Snapshot.Rollout.Status?.Candidate?.Revision))?.Plan.ProgressDeadline.TotalMilliseconds;

    private static string VersionOf(Decided decided) => decided.Decision.Status.Failed?.Version ?? string.Empty;

    private static Step StepOf(ModelRolloutStatus status, ClusterRolloutStatus part) => new(
        status.Candidate?.Epoch, part.Step, part.StepStartedAt?.ToDateTimeOffset(), part.Stage switch { ClusterStage.Promoted => ClusterStage.Baking, var stage => stage });

    /// <summary>What a deadline belongs to: it begins anew with each step, and with the bake.</summary>
    private sealed record Step(long? Epoch, int? Number, DateTimeOffset? StartedAt, ClusterStage? Stage);

    /// <summary>The parts of a deadline that are over; null milliseconds when one of them can't be told.</summary>
    private sealed record Run(Step Step, long? Milliseconds = 0, int Stops = 0);
}
