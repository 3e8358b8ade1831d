using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Cli.Status;

/// <summary>Reads out of a rollout's status what it has come to, as kstatus does.</summary>
internal static class RolloutState
{
    extension(ModelRollout rollout)
    {
        /// <summary>The condition of a type; null where there is none.</summary>
        public Condition? Condition(string type) => rollout.Status?.Conditions?.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.Ordinal));

        /// <summary>Whether a condition is True.</summary>
        public bool Is(string type) => rollout.Condition(type) is { Status: "True" };

        /// <summary>Whether the operator has seen the present spec.</summary>
        public bool IsObserved => rollout.Status?.ObservedGeneration is { } seen && seen >= (rollout.Metadata.Generation ?? 0);

        /// <summary>What it has come to. A status of an older spec says nothing.</summary>
        public Verdict Verdict => !rollout.IsObserved ? Verdict.InProgress
            : rollout.Is(ConditionTypes.Stalled) ? Verdict.Failed
            : rollout.Is(ConditionTypes.Ready) ? Verdict.Healthy
            : Verdict.InProgress;

        /// <summary>The exit code for somebody who asks once and does not wait: also what may mend itself is no good news.</summary>
        public int ExitCode => rollout.Verdict switch
        {
            Verdict.Healthy => ExitCodes.Ok,
            Verdict.Failed => ExitCodes.Failed,
            _ => rollout.IsObserved && rollout.Status?.Phase == RolloutPhase.Degraded ? ExitCodes.Failed : ExitCodes.InProgress,
        };

        /// <summary>The phase, or what stands for it while there is none.</summary>
        public RolloutPhase Phase => rollout.Status?.Phase ?? RolloutPhase.Pending;

        /// <summary>Where it is and what it waits for, in a sentence.</summary>
        public string Message => !rollout.IsObserved
            ? "the operator has not looked at the present spec yet"
            : rollout.Condition(ConditionTypes.Ready)?.Message ?? "nothing is known yet";

        /// <summary>Whether the candidate has failed where it is, because there is nothing to go back to.</summary>
        public bool HasFailedInPlace => rollout.Status is { Candidate: { Stage: not CandidateStage.Returning, Revision: { } revision }, Failed.Revision: { } failed }
            && string.Equals(revision, failed, StringComparison.Ordinal);
    }
}
