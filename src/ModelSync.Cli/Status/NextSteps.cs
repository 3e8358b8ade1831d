using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;

namespace ModelSync.Cli.Status;

/// <summary>What somebody may want to do next, as lines to copy.</summary>
internal static class NextSteps
{
    /// <summary>The lines for the present state; none where it needs nobody.</summary>
    public static IReadOnlyList<string> Of(RolloutView view)
    {
        var rollout = view.Rollout;
        return [.. VerbsFor(rollout).Select(verb => Line(verb, rollout, view.Flags))];
    }

    private static IEnumerable<string> VerbsFor(ModelRollout rollout)
    {
        if (!rollout.IsObserved)
        {
            return [];
        }

        if (rollout.HasFailedInPlace)
        {
            return ["retry"];
        }

        return (rollout.Phase, rollout.Status?.Pause?.Reason) switch
        {
            (RolloutPhase.RolledBack, _) => ["retry", "undo"],
            (_, PauseReason.SpecPaused) => ["resume"],
            (RolloutPhase.Paused, null) when rollout.Spec?.Paused is true => ["resume"],
            (RolloutPhase.Paused, PauseReason.AwaitingPromotion or PauseReason.InconclusiveGate or PauseReason.FailedCheck or PauseReason.AwaitingApproval) => ["promote", "abort"],
            (RolloutPhase.Paused, PauseReason.PauseStep) => ["promote"],
            (RolloutPhase.Blocked, _) when rollout.Condition(ConditionTypes.Ready)?.Reason is ConditionReasons.Overridden => ["history"],
            _ => [],
        };
    }

    private static string Line(string verb, ModelRollout rollout, string flags) => $"kubectl modelsync {verb} {rollout.Metadata.Name}{flags}";
}
