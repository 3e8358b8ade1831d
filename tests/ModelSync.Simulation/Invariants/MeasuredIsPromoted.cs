using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Revisions;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Invariants;

/// <summary>Invariant 5: what was measured is what is promoted. Revision and plan are frozen when a trial begins, and the steps are those of the frozen plan.</summary>
internal sealed class MeasuredIsPromoted() : Invariant(5)
{
    private readonly Dictionary<(string Revision, long Epoch), RevisionRecord> _frozen = [];

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        if (effect.Action is not RecordRevision { Record: var record })
        {
            return;
        }

        if (_frozen.TryGetValue((record.Revision, record.Epoch), out var frozen) && !Same(frozen.Plan.Hash, record.Plan.Hash))
        {
            Break($"the plan of {VersionName.Short(record.Revision)} changes in the trial of epoch {record.Epoch}");
        }

        if (_frozen.Values.FirstOrDefault(other => Same(other.Revision, record.Revision)) is { } former && former.Inputs != record.Inputs)
        {
            Break($"the inputs of {VersionName.Short(record.Revision)} change");
        }

        _frozen.TryAdd((record.Revision, record.Epoch), record);
    }

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        var (old, now) = (before.Status, after.Status!);
        if (now.Candidate is { Revision: { } revision, Epoch: { } epoch, Pace: RolloutPace.Stepwise } && _frozen.TryGetValue((revision, epoch), out var record))
        {
            CheckSteps(now, revision, record.Plan.Strategy.Canary?.Steps);
        }

        if (!Same(old?.Stable?.Revision, now.Stable?.Revision) && !MayMove(decided, old, now))
        {
            Break($"stable moves from {VersionName.Short(old?.Stable?.Revision)} to {VersionName.Short(now.Stable?.Revision)}, while {VersionName.Short(old?.Candidate?.Revision)} "
                + $"was {old?.Candidate?.Stage} and the newest entry of history is {VersionName.Short(now.History?[0].Revision)} {now.History?[0].Outcome}");
        }
    }

    private static bool MayMove(Decided decided, ModelRolloutStatus? old, ModelRolloutStatus now)
    {
        var newest = now.History is [var entry, ..] ? entry : null;
        return now.Stable is not { } stable ? IsWithdrawn(decided, old?.Stable) && decided.Snapshot.Rollout.Spec?.OnQuarantine == QuarantineMode.StopServing
            // During a bake stable may give its place as return target to an older proven revision: the trial goes on.
            : IsSame(old?.Candidate, now.Candidate) ? old?.Candidate?.Stage == CandidateStage.Baking && !Same(stable.Revision, old.Candidate.Revision) && IsWithdrawn(decided, old.Stable)
                && (old.History ?? []).Any(proven => proven.Outcome == RolloutOutcome.Promoted && Same(proven.Revision, stable.Revision) && Same(proven.Digest, stable.Digest))
            : Same(old?.Candidate?.Revision, stable.Revision) && Same(old?.Candidate?.Digest, stable.Digest) && Same(newest?.Revision, stable.Revision)
                && (newest!.Outcome is RolloutOutcome.Promoted or RolloutOutcome.BakedInconclusive ? now.Candidate is null
                    // A first version that the next one is measured against, for it is all there is.
                    : newest.Outcome == RolloutOutcome.Superseded && old?.Stable is null);
    }

    private static bool IsSame(CandidateStatus? one, CandidateStatus? other) => one is not null && Same(one.Revision, other?.Revision) && one.Epoch == other?.Epoch;

    private static bool IsWithdrawn(Decided decided, RevisionStatus? revision) =>
        decided.Snapshot.Versions.Any(version => Same(version.Version, revision?.Version) && version.Lifecycle == Api.Versions.Lifecycle.Quarantined)
        || decided.Snapshot.Policies.Policies.Any(policy => policy.Spec?.Rules?.Any(rule => rule.Deny is { } deny
            && ((deny.Versions?.Any(version => Same(version, revision?.Version)) ?? false) || (deny.Digests?.Any(digest => Same(digest, revision?.Digest)) ?? false))) ?? false);

    private void CheckSteps(ModelRolloutStatus status, string revision, IReadOnlyList<CanaryStep>? steps)
    {
        foreach (var part in status.Clusters ?? [])
        {
            if (steps is not null && part is { Stage: ClusterStage.Progressing, Step: { } step, StepWeight: { } weight } && step < steps.Count)
            {
                var planned = steps.Take(step + 1).LastOrDefault(each => each.SetWeight is not null)?.SetWeight ?? 0;
                if (planned != weight)
                {
                    Break($"step {step} of {VersionName.Short(revision)} has weight {weight} in {part.Name}, but its frozen plan says {planned}");
                }
            }
        }
    }
}
