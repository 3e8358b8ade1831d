using ModelSync.Api.Rollouts;
using ModelSync.Core.Actions;
using ModelSync.Core.Status;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Writes down where all clusters are, and what the status says about it.</summary>
internal static class Summary
{
    /// <summary>Closes the clusters' parts and carries their actions over.</summary>
    public static void Close(Turn turn, FleetTurn fleet)
    {
        var parts = new List<ClusterRolloutStatus>(fleet.Clusters.Count);
        foreach (var cluster in fleet.Clusters)
        {
            turn.Do(cluster.Moves.Actions);
            turn.Wake(cluster.Moves.RequeueAfter);

            if (turn.Candidate is null && IsReplaced(cluster))
            {
                turn.Do(new RemoveFormerTraffic(cluster.Observed.Name));
            }

            var (reason, message) = Waits.WordsOf(turn, cluster);
            parts.Add(cluster.Part with
            {
                Weights = WithVersions(turn, cluster.Moves.Weights),
                StepWeight = cluster.Part.Stage != ClusterStage.Progressing ? null : cluster.Steps?.WeightAt(cluster.Part.Step ?? 0) ?? cluster.Part.StepWeight,
                Retiring = Retirements.Update(turn, cluster),
                Replicas = PodsOf(cluster.Observed),
                Reason = reason,
                Message = message,
            });
        }

        // A placement that selects nothing tells nothing about the clusters that were there.
        turn.Status = turn.Status with { Clusters = parts.Count > 0 ? parts : turn.Status.Clusters ?? parts };
        Describe(turn, fleet);
    }

    /// <summary>What the status writer has to know besides.</summary>
    public static RolloutSituation Situation(Turn turn, FleetTurn fleet)
    {
        var goal = Targets.Goal(turn);
        var isServed = turn.Candidate is null && turn.Status.Stable is { } stable && Text.Same(stable.Revision, goal);
        return new RolloutSituation
        {
            Blocked = turn.Blocked,
            Stalled = turn.Stalled ?? Troubles.RolledBack(turn, goal),
            Degraded = turn.Degraded ?? Troubles.NoFallback(turn) ?? fleet.Plan?.Halted ?? Troubles.Behind(turn),
            Held = Pauses.CauseOf(turn, fleet),
            NotReady = turn.NotReady ?? Troubles.Overridden(turn),
            Waiting = Waits.Of(turn, fleet),
            Unavailable = Availability.Missing(turn, fleet),
            IsImpaired = Availability.IsImpaired(turn, fleet),
            IsPlanPending = IsPlanPending(turn),
            IsConverged = isServed && turn is { Stalled: null, Degraded: null }
                && fleet.Clusters.All(static cluster => cluster is { IsThere: true, IsReachable: true, Part.Serving: null }),
            IsScaledToZero = turn.Spec.ReplicasOrDefault() == 0,
        };
    }

    // Whether stable has its pods says nothing about the route: one that is broken must not keep the former for ever. Where all pods were stopped weights stay
    // as they are, whoever wrote them, and being there does not mean that stable has them.
    private static bool IsReplaced(ClusterTurn cluster) =>
        cluster is { Moves.IsAtWeight: true, IsReachable: true, Observed: { HasFormerTraffic: true, Traffic: { IsAccepted: true } traffic } }
        && (cluster.StableRevision is not { } stable || traffic.Observed.Of(stable) == 100);

    private static void Describe(Turn turn, FleetTurn fleet)
    {
        var findings = FindingsOf(fleet);
        var step = StepOf(turn, fleet);
        var isOtherStep = step?.Index != turn.Snapshot.Rollout.Status?.Step?.Index;
        turn.Status = turn.Status with
        {
            Weights = WeightSummary.Of(turn.Status.Clusters!),
            Replicas = StatusSummary.Replicas(turn.Status.Clusters!),
            Selector = StatusSummary.Selector(turn.Snapshot.Rollout.Metadata.Name ?? string.Empty),
            Wave = turn.Candidate is null ? null : fleet.Plan?.Wave ?? turn.Status.Wave,
            Step = step,
            Gates = IsTrialUnseen(fleet) ? GateBook.Merge(turn, findings, isOtherStep) : GateBook.WithoutAbandoned(GateBook.Merge(turn, findings, isOtherStep), findings),
            Pause = Pauses.Of(turn, fleet),
        };
        Pauses.Tell(turn, fleet);
        if (turn.Candidate is { } candidate)
        {
            turn.Status = turn.Status with
            {
                Candidate = candidate with
                {
                    Stage = turn.IsReturning ? CandidateStage.Returning : StageOf(fleet),
                    Weight = turn.Status.Weights?.FirstOrDefault(weight => Text.Same(weight.Revision, candidate.Revision))?.Observed ?? 0,
                },
            };
        }
    }

    /// <summary>Whether a cluster is in a trial whose record a new process does not see yet: nothing can be said about it, so that what was said stays.</summary>
    public static bool IsTrialUnseen(FleetTurn fleet) =>
        fleet.Clusters.Any(static cluster => cluster is { Plan: null, Part.Stage: ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking });

    private static List<GateStatus> FindingsOf(FleetTurn fleet)
    {
        var findings = new List<GateStatus>();
        foreach (var cluster in fleet.Clusters)
        {
            foreach (var finding in cluster.Gates)
            {
                findings.Add(finding.Status);
            }
        }

        return findings;
    }

    private static StepStatus? StepOf(Turn turn, FleetTurn fleet)
    {
        var last = fleet.Clusters
            .Where(cluster => cluster is { Steps: not null, Part.Step: not null, Part.Stage: ClusterStage.Progressing or ClusterStage.Promoting or ClusterStage.Baking })
            .MinBy(cluster => cluster.Part.Step);
        if (turn.Candidate is null || turn.IsReturning || last is null)
        {
            return turn.Candidate is null || turn.IsReturning ? null : turn.Status.Step;
        }

        var index = Math.Min(last.Part.Step!.Value, last.Steps!.Count);
        return new StepStatus
        {
            Index = index,
            Count = last.Steps.Count,
            Name = index < last.Steps.Count ? last.Steps[index].Name : "promote",
            StartedAt = last.Part.StepStartedAt,
        };
    }

    private static CandidateStage StageOf(FleetTurn fleet)
    {
        var (count, promoting) = (0, 0);
        foreach (var cluster in fleet.Clusters)
        {
            if (!fleet.TakesPart(cluster))
            {
                continue;
            }

            if (cluster.Part.Stage is not (ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Promoted))
            {
                return CandidateStage.Progressing;
            }

            count++;
            promoting += cluster.Part.Stage == ClusterStage.Promoting ? 1 : 0;
        }

        return count == 0 ? CandidateStage.Progressing : promoting > 0 ? CandidateStage.Promoting : CandidateStage.Baking;
    }

    private static bool IsPlanPending(Turn turn)
    {
        var target = turn.Snapshot.Target;
        return target is not null && (turn.Record(turn.Candidate?.Revision) ?? turn.Record(turn.Status.Stable?.Revision)) is { } record
            && Text.Same(record.Revision, target.Revision)
            && (!Text.Same(record.Plan.Hash, target.Plan.Hash) || (turn.Candidate is not null && !Text.Same(record.Plan.TrafficHash, target.Plan.TrafficHash)));
    }

    private static WeightStatus[] WithVersions(Turn turn, IReadOnlyList<WeightStatus> weights)
    {
        var versioned = new WeightStatus[weights.Count];
        for (var i = 0; i < versioned.Length; i++)
        {
            versioned[i] = weights[i] with { Version = turn.VersionOf(weights[i].Revision) };
        }

        return versioned;
    }

    private static int PodsOf(ClusterObservation observed)
    {
        var pods = 0;
        foreach (var revision in observed.Revisions)
        {
            pods += revision.Replicas;
        }

        return pods;
    }
}
