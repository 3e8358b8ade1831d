using ModelSync.Api.Rollouts;
using ModelSync.Cli.Status;
using ModelSync.Core.Rollouts.Planning;

namespace ModelSync.Cli.Verbs;

/// <summary>Finds what a verb comes to, or why it does not apply now. The operator judges again; this is so that nobody has to wait for its answer.</summary>
internal static class VerbPlanner
{
    /// <summary>The plan for a rollout; what undo goes back to is found by <see cref="UndoPlanner"/>.</summary>
    public static VerbPlan Plan(ModelRollout rollout, VerbOrder order)
    {
        if (rollout.Metadata.DeletionTimestamp is not null)
        {
            return new VerbPlan.Refused($"{rollout.Metadata.Name} is being deleted");
        }

        return order.Kind switch
        {
            VerbKind.Promote => Promote(rollout, order),
            VerbKind.PromoteFull => PromoteFull(rollout, order),
            VerbKind.Abort => Abort(rollout, order),
            VerbKind.Retry => Retry(rollout, order),
            VerbKind.Pause => Pause(rollout, order),
            VerbKind.Resume => Resume(rollout, order),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.Kind, "undo has a planner of its own"),
        };
    }

    /// <summary>A line to copy.</summary>
    internal static string Copy(string verb, ModelRollout rollout, VerbOrder order) => $"`kubectl modelsync {verb} {rollout.Metadata.Name}{order.Flags}`";

    /// <summary>A revision as people know it.</summary>
    internal static string Name(string? version, string? revision) => $"{version} ({revision})";

    private static VerbPlan Promote(ModelRollout rollout, VerbOrder order)
    {
        if (FindNoTrial(rollout, order) is { } refused)
        {
            return refused;
        }

        var (candidate, pause) = (rollout.Status!.Candidate!, rollout.Status.Pause);
        return pause?.Reason switch
        {
            PauseReason.AwaitingPromotion or PauseReason.PauseStep or PauseReason.InconclusiveGate or PauseReason.FailedCheck or PauseReason.AwaitingApproval =>
                Action("promote", candidate.Revision, order, $"{Name(candidate.Version, candidate.Revision)} goes on"),
            PauseReason.SpecPaused => new VerbPlan.Refused($"spec.paused holds it, not a step: {Copy("resume", rollout, order)} lets it go on"),
            { } reason => new VerbPlan.Refused($"it does not wait for a person, but for something that promote cannot give ({reason}): {pause!.Message}"),
            null => new VerbPlan.Refused($"nothing waits for a person: {rollout.Message.TrimEnd('.')}. To skip the steps that are left: {Copy("promote --full", rollout, order)}"),
        };
    }

    private static VerbPlan PromoteFull(ModelRollout rollout, VerbOrder order)
    {
        if (FindNoTrial(rollout, order) is { } refused)
        {
            return refused;
        }

        var candidate = rollout.Status!.Candidate!;
        if (candidate.Stage == CandidateStage.Promoting)
        {
            return new VerbPlan.Refused($"{Name(candidate.Version, candidate.Revision)} has no steps left to skip: it is getting all traffic now");
        }

        var note = rollout.Spec?.Paused is true ? $"spec.paused still holds it: {Copy("resume", rollout, order)}" : null;
        return Action("promote-full", candidate.Revision, order, $"{Name(candidate.Version, candidate.Revision)} skips the steps that are left", note);
    }

    private static VerbPlan Abort(ModelRollout rollout, VerbOrder order)
    {
        if (rollout.Status?.Candidate is not { } candidate)
        {
            return new VerbPlan.Refused($"nothing is on trial, so there is nothing to abort{(rollout.Status?.Stable is null ? "" : $": to leave {rollout.Status.Stable.Version} for an earlier version, {Copy("undo", rollout, order)}")}");
        }

        var name = Name(candidate.Version, candidate.Revision);
        return candidate.Stage == CandidateStage.Returning ? new VerbPlan.Refused($"{name} is on its way back already ({candidate.Reason})")
            : rollout.HasFailedInPlace ? new VerbPlan.Refused($"{name} has failed already and is the first version, so there is nothing to go back to: mend it, then {Copy("retry", rollout, order)}")
            : new VerbPlan.Annotate(VerbParser.AbortAnnotation, $"revision={candidate.Revision};id={order.Id}", $"{name} goes back{(rollout.Status.Stable is { } stable ? $" to {Name(stable.Version, stable.Revision)}" : "")}");
    }

    private static VerbPlan Retry(ModelRollout rollout, VerbOrder order)
    {
        var status = rollout.Status;
        if (status?.Failed is { Revision: { } revision } failed)
        {
            var isReturning = status.Candidate?.Stage == CandidateStage.Returning;
            return Action("retry", revision, order, $"{Name(failed.Version, revision)} is tried again") with
            {
                IsForLater = isReturning,
                Note = isReturning ? $"{Name(failed.Version, revision)} is still on its way back; the operator keeps the retry for the end of that" : null,
            };
        }

        return status is { Stable: { Revision: { } stable } known } && status.Clusters?.Any(part => part.Failure is not null) is true
            ? Action("retry", stable, order, $"{Name(known.Version, stable)} is tried again where it failed")
            : new VerbPlan.Refused($"nothing has failed, so there is nothing to try again: {rollout.Message}");
    }

    private static VerbPlan Pause(ModelRollout rollout, VerbOrder order) => rollout.Spec?.Paused is true
        ? new VerbPlan.Refused($"it is paused already: {Copy("resume", rollout, order)} lets it go on")
        : new VerbPlan.Change("paused", "true", "stands still: no step is taken and no gate is asked; abort still acts");

    private static VerbPlan Resume(ModelRollout rollout, VerbOrder order) => rollout.Spec?.Paused is true
        ? new VerbPlan.Change("paused", "false", "goes on")
        : new VerbPlan.Refused(rollout.Status?.Pause?.Reason is PauseReason.AwaitingPromotion
            ? $"spec.paused is not set: it is a step that waits, and {Copy("promote", rollout, order)} goes on"
            : "spec.paused is not set, so there is nothing to resume");

    private static VerbPlan.Annotate Action(string verb, string? revision, VerbOrder order, string done, string? note = null) =>
        new(VerbParser.ActionAnnotation, $"{verb};revision={revision};id={order.Id}", done) { Note = note };

    private static VerbPlan.Refused? FindNoTrial(ModelRollout rollout, VerbOrder order)
    {
        if (rollout.Status?.Candidate is not { } candidate)
        {
            return new VerbPlan.Refused(rollout.Status?.Failed is { } failed
                ? $"nothing is on trial: {Name(failed.Version, failed.Revision)} went back ({failed.Reason}) and is not tried again by itself; {Copy("retry", rollout, order)} does"
                : $"nothing is on trial: {rollout.Message}");
        }

        var name = Name(candidate.Version, candidate.Revision);
        return candidate.Stage switch
        {
            CandidateStage.Returning => new VerbPlan.Refused($"{name} is on its way back ({candidate.Reason}): once it is there, {Copy("retry", rollout, order)} tries it again"),
            CandidateStage.Baking => new VerbPlan.Refused($"{name} has all traffic and is baking: it is promoted by itself at the end of that"),
            _ when rollout.HasFailedInPlace => new VerbPlan.Refused($"{name} has failed, and there is nothing to go back to: mend it, then {Copy("retry", rollout, order)}"),
            _ => null,
        };
    }
}
