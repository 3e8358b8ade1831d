using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Simulation.Operator;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 10: while a process runs, no jump of its clock shortens a pause or a bake or trips a deadline. Measured by the time that really passed from
/// decision to decision; a wait that another process began is left out, because a jump between two processes cannot be told from time.
/// </summary>
internal sealed class ClocksNeverShortenWaits() : Invariant(10)
{
    // What was used of a deadline is kept in whole seconds, rounded up, each time that it stands still.
    private const double Rounding = 5_000;

    // A decision whose write failed and that is made again within the same second has begun the wait.
    private const double Again = 1_000;

    private readonly Dictionary<string, Wait> _waits = [];

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        if (after.Status is not { } now)
        {
            return;
        }

        foreach (var part in now.Clusters ?? [])
        {
            var name = part.Name ?? string.Empty;
            var key = new Wait(part.Stage, part.Step, now.Candidate?.Epoch, decided.At, decided.Process.Number);
            var wait = _waits.GetValueOrDefault(name);
            if (wait is null || (wait.Stage, wait.Step, wait.Epoch) != (key.Stage, key.Step, key.Epoch))
            {
                if (wait is not null && wait.Process == decided.Process.Number)
                {
                    Check(decided, before.Status, wait, part);
                }

                _waits[name] = key;
            }
        }
    }

    private void Check(Decided decided, ModelRolloutStatus? before, Wait wait, ClusterRolloutStatus part)
    {
        var now = decided.Decision.Status;
        var passed = decided.At - wait.Since;
        var plan = Sim.Hub.FindRecord(before?.Candidate?.Revision)?.Plan;
        var isForced = !Same(before?.LastAction?.Id, now.LastAction?.Id) || now.Candidate?.Pace != before?.Candidate?.Pace;
        if (plan is null || isForced)
        {
            return;
        }

        // A cluster that was deselected and selected again begins anew.
        var isPassed = wait.Stage == ClusterStage.Progressing && (part.Stage == ClusterStage.Promoting || (part.Stage == ClusterStage.Progressing && part.Step > wait.Step));
        if (isPassed && PauseAt(plan, before?.Candidate, wait.Step) is { } pause && passed < (pause * 1000L) - Again && before?.Candidate?.Epoch == wait.Epoch)
        {
            Break($"the pause of {pause} s in {part.Name} ended after {passed / 1000.0} s");
        }

        var bake = plan.Strategy.BakeSeconds ?? 0;
        if (wait.Stage == ClusterStage.Baking && part.Stage is ClusterStage.Promoted or ClusterStage.Steady && before?.Candidate?.Epoch == wait.Epoch && passed < (bake * 1000L) - Again)
        {
            Break($"the bake of {bake} s in {part.Name} ended after {passed / 1000.0} s");
        }

        if (before?.Candidate?.Reason is null && now.Candidate?.Reason == ReturnReason.ProgressDeadlineExceeded && part.Failure == ReturnReason.ProgressDeadlineExceeded
            && passed < plan.ProgressDeadline.TotalMilliseconds - Rounding)
        {
            Break($"the deadline of {plan.ProgressDeadline.TotalSeconds} s in {part.Name} passed after {passed / 1000.0} s");
        }
    }

    private static int? PauseAt(RolloutPlan plan, CandidateStatus? candidate, int? step) =>
        candidate?.Pace == RolloutPace.Stepwise && plan.Strategy.Canary?.Steps is { } steps && step < steps.Count ? steps[step.Value].Pause?.Seconds : null;

    private sealed record Wait(ClusterStage? Stage, int? Step, long? Epoch, long Since, int Process);
}
