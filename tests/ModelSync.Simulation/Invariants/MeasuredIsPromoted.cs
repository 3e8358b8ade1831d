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

        // During a bake stable may also give its place as return target to an older proven revision: the trial goes on then.
        if (now.Stable is not null && now.Candidate is null && !Same(old?.Stable?.Revision, now.Stable.Revision) && now.History is [{ Outcome: RolloutOutcome.Promoted } entry, ..]
            && (!Same(entry.Revision, now.Stable.Revision) || !Same(old?.Candidate?.Revision, entry.Revision) || !Same(old?.Candidate?.Digest, now.Stable.Digest)))
        {
            Break($"{VersionName.Short(now.Stable.Revision)} becomes stable, but {VersionName.Short(old?.Candidate?.Revision)} was measured");
        }
    }

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
