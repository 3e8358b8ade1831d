using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Revisions;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Invariants;

/// <summary>
/// Invariant 10: no jump of a clock shortens a pause, a bake, a soak, the delay before a revision without traffic is scaled down, or the time that stable has
/// on a way back, by a single millisecond. Deadlines have a class of their own.
/// </summary>
internal sealed class ClocksNeverShortenWaits(WaitLedger ledger) : Invariant(10)
{
    /// <inheritdoc />
    public override void StatusWritten(Decided decided, ModelRollout before, ModelRollout after)
    {
        if (before.Status is not { Candidate: { Stage: not CandidateStage.Returning } candidate } old || after.Status is not { } now
            || FindPlan(decided, candidate.Revision) is not { } plan)
        {
            return;
        }

        foreach (var former in old.Clusters ?? [])
        {
            if (now.Clusters?.FirstOrDefault(part => Same(part.Name, former.Name)) is { } part)
            {
                CheckPause(decided, old, former, part, plan);
                CheckBake(decided, old, former, part, plan);
            }
        }

        CheckSoak(decided, old, now);
    }

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        if (effect is { Action: ScaleDownRevision { Replicas: 0 } down })
        {
            CheckDelay(effect.Decided, down);
        }
        else if (effect is { Action: ApplyTraffic traffic, Decided.Decision.Status: var status }
            && status.Clusters?.FirstOrDefault(part => Same(part.Name, traffic.Cluster.Value)) is { Stage: ClusterStage.Returning } part)
        {
            CheckForced(effect.Decided, traffic, part);
        }
    }

    private void CheckPause(Decided decided, ModelRolloutStatus old, ClusterRolloutStatus former, ClusterRolloutStatus part, RolloutPlan plan)
    {
        var now = decided.Decision.Status;
        var hasMoved = part.Stage is ClusterStage.Promoting || (part.Stage == ClusterStage.Progressing && part.Step > former.Step);
        var isForced = !Same(old.LastAction?.Id, now.LastAction?.Id) || now.Candidate?.Pace != old.Candidate!.Pace;
        if (former.Stage == ClusterStage.Progressing && hasMoved && !isForced && now.Candidate?.Epoch == old.Candidate!.Epoch && PauseAt(plan, old.Candidate, former.Step) is { } pause)
        {
            Check(decided, Wait.Step(old, former), pause, $"the pause in {part.Name}");
        }
    }

    private void CheckBake(Decided decided, ModelRolloutStatus old, ClusterRolloutStatus former, ClusterRolloutStatus part, RolloutPlan plan)
    {
        if (former.Stage == ClusterStage.Promoting && part.Stage == ClusterStage.Promoted && old.Candidate!.Pace != RolloutPace.Return)
        {
            Break($"{part.Name} is promoted without a bake");
        }

        var isOver = part.Stage == ClusterStage.Promoted || (part.Stage == ClusterStage.Steady && HasEnded(old, decided.Decision.Status));
        if (former.Stage == ClusterStage.Baking && isOver)
        {
            var isInconclusive = Same(part.Reason, nameof(RolloutOutcome.BakedInconclusive));
            Check(decided, Wait.Bake(old, former), (isInconclusive ? plan.Strategy.BakeMaxSeconds : plan.Strategy.BakeSeconds) ?? 0, $"the bake in {part.Name}");
        }
    }

    // A wave whose clusters all failed or were left out has nothing to soak.
    private void CheckSoak(Decided decided, ModelRolloutStatus old, ModelRolloutStatus now)
    {
        // By name, for somebody may have put waves before it.
        var waves = decided.Snapshot.Rollout.Spec?.Placement?.Waves ?? [];
        var place = waves.TakeWhile(declared => !Same(declared.Name, old.Wave?.Name)).Count();
        if (old.Wave is not { StartedAt: not null } wave || place >= waves.Count || waves[place].SoakSeconds is not { } soak
            || !((!Same(now.Wave?.Name, wave.Name) && now.Wave?.Index > place && Begins(old, now)) || (HasEnded(old, now) && IsLast(old, waves, place))))
        {
            return;
        }

        var soaked = (old.Clusters ?? []).FirstOrDefault(part => Same(part.Wave, wave.Name) && part is { Stage: ClusterStage.Promoted, Failure: null }
            && decided.Snapshot.Clusters.Any(seen => seen.IsSelected && Same(seen.Name.Value, part.Name))
            && now.Clusters?.FirstOrDefault(next => Same(next.Name, part.Name)) is { Failure: null });
        if (soaked is not null && wave.SoakStartedAt is null && soak > 0)
        {
            Break($"{wave.Name} ends without a soak, and {soaked.Name} is promoted");
        }
        else if (soaked is not null)
        {
            Check(decided, Wait.Soak(old), soak, $"the soak of {wave.Name}");
        }
    }

    // The wave of a cluster that no other takes is the last one.
    private static bool IsLast(ModelRolloutStatus old, IReadOnlyList<WaveSpec> waves, int place) =>
        (old.Clusters ?? []).All(part => waves.TakeWhile(declared => !Same(declared.Name, part.Wave)).Count() <= place);

    // Where somebody put the waves into another order, the present one may give way to one that has begun as well: that soaks again.
    private static bool Begins(ModelRolloutStatus old, ModelRolloutStatus now) => (now.Clusters ?? []).Any(part => part.Stage == ClusterStage.Progressing
        && old.Clusters?.FirstOrDefault(former => Same(former.Name, part.Name)) is null or { Stage: null or ClusterStage.Waiting or ClusterStage.Steady });

    // Behind a Service only the end of the pods closes connections: what goes back there goes at once.
    private void CheckDelay(Decided decided, ScaleDownRevision down)
    {
        var (old, seen) = (decided.Snapshot.Rollout.Status, Seen(decided, down.Cluster));
        var hasTraffic = seen?.Traffic is { } traffic && (traffic.Written.Of(down.Revision) > 0 || traffic.Observed.Of(down.Revision) > 0);
        var isCutOff = decided.IsService && (hasTraffic || Same(old?.Candidate?.Revision, down.Revision) || Same(decided.Decision.Status.Candidate?.Revision, down.Revision));
        if (isCutOff || IsStopped(decided) || seen is not { IsSelected: true })
        {
            return;
        }

        var part = old?.Clusters?.FirstOrDefault(part => Same(part.Name, down.Cluster.Value));
        if (part?.Retiring?.FirstOrDefault(entry => Same(entry.Revision, down.Revision)) is not { } retiring)
        {
            Break($"{VersionName.Short(down.Revision)} is scaled down to 0 in {down.Cluster} before its delay began");
        }
        else
        {
            Check(decided, Wait.Retiring(part, retiring), retiring.DelaySeconds ?? 0, $"the delay of {VersionName.Short(down.Revision)} in {down.Cluster}");
        }
    }

    // More than its endpoints carry is given to stable, and taken from one that answers, only after abortMaxSeconds.
    private void CheckForced(Decided decided, ApplyTraffic traffic, ClusterRolloutStatus part)
    {
        var status = decided.Decision.Status;
        var (stable, candidate) = (part.Serving ?? status.Stable?.Revision, status.Candidate?.Revision);
        if (decided.IsService || stable is null || Seen(decided, traffic.Cluster) is not { Traffic: { } before } seen)
        {
            return;
        }

        var isForced = traffic.Split.Of(stable) > before.Written.Of(stable) && Ready(seen, stable) < Needs(traffic.Split.Of(stable), Replicas(decided))
            && before.Written.Of(candidate) > traffic.Split.Of(candidate) && Ready(seen, candidate) > 0;
        if (isForced)
        {
            Check(decided, Wait.Return(status, part), FindPlan(decided, candidate)?.Strategy.AbortMaxSeconds ?? 60, $"the time of stable in {part.Name}");
        }
    }

    private void Check(Decided decided, Wait? wait, int seconds, string what)
    {
        if (ledger.Passed(decided, wait) is { } passed && passed < seconds * 1000L)
        {
            Break($"{what} is {seconds} s and ended after {passed / 1000.0} s");
        }
    }

    private static bool HasEnded(ModelRolloutStatus old, ModelRolloutStatus now) =>
        now.Candidate is null && now.History is [{ Outcome: RolloutOutcome.Promoted or RolloutOutcome.BakedInconclusive } entry, ..] && Same(entry.Revision, old.Candidate?.Revision);

    private static RolloutPlan? FindPlan(Decided decided, string? revision) => decided.Snapshot.Records.FirstOrDefault(record => Same(record.Revision, revision))?.Plan;

    private static int? PauseAt(RolloutPlan plan, CandidateStatus candidate, int? step) => candidate.Pace != RolloutPace.Stepwise || step is not { } index ? null
        : plan.Strategy is { Type: StrategyType.BlueGreen, BlueGreen: var blueGreen } ? (index == 1 && blueGreen?.AutoPromote != false ? blueGreen?.PromoteAfterSeconds : null)
        : plan.Strategy.Canary?.Steps is { } steps && index < steps.Count ? steps[index].Pause?.Seconds
        : null;
}
