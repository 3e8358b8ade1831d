using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Finds the gates that act in a cluster at its stage, and asks the evaluator what they say.</summary>
internal static class GateBook
{
    public static IReadOnlyList<GateFinding> Read(Turn turn, ClusterTurn cluster)
    {
        if (turn.Candidate is not { Pace: not RolloutPace.Return } candidate || turn.HasFailedInPlace || cluster.Steps is null)
        {
            return [];
        }

        var findings = new List<GateFinding>();
        foreach (var gate in cluster.Plan!.Gates)
        {
            if (PhaseOf(gate, cluster.Part, cluster.Steps, candidate.Pace) is { } phase)
            {
                findings.Add(Find(turn, cluster, gate, phase));
            }
        }

        return findings;
    }

    /// <summary>Asks for the measurements that the findings stand on; only where the candidate has somebody to answer.</summary>
    public static void Ask(Turn turn, ClusterTurn cluster)
    {
        if (cluster.Observed.Find(turn.Candidate?.Revision) is not { ReadyEndpoints: > 0 } || cluster.Observed.Reachability != Reachability.Reachable)
        {
            return;
        }

        foreach (var finding in cluster.Gates)
        {
            // Without traffic nothing can be measured, and its deadline for samples must not run through a slow scale-up.
            if (!finding.Gate.IsSynthetic && finding.Status.Verdict == GateVerdict.NotApplicable)
            {
                continue;
            }

            turn.Ask(new GateRequest
            {
                Key = KeyOf(turn, cluster, finding.Gate, finding.Phase),
                Gate = finding.Gate,
                Candidate = turn.Candidate!.Revision!,
                Stable = cluster.StableRevision,
            });
        }
    }

    /// <summary>The verdicts for the status: values change there with a verdict or a step only, so that measuring writes nothing.</summary>
    public static IReadOnlyList<GateStatus>? Merge(Turn turn, IReadOnlyList<GateStatus> now, bool isOtherStep)
    {
        var before = turn.Status.Gates;
        if (now.Count == 0)
        {
            return before;
        }

        var merged = new List<GateStatus>(now.Count);
        foreach (var status in now)
        {
            merged.Add(GateNotes.Keep(KeptOf(turn, status.Name, status.Cluster), status, isOtherStep, turn.Now));
        }

        // A step's gate that has passed stays to be seen until the next rollout.
        merged.AddRange((before ?? []).Where(old => !now.Any(status => IsSame(old, status))));
        return merged;
    }

    /// <summary>Drops what still measures by the status, but is asked by nobody any more: skipped, or the rollout is over.</summary>
    public static IReadOnlyList<GateStatus>? WithoutAbandoned(IReadOnlyList<GateStatus>? gates, IReadOnlyList<GateStatus> now)
    {
        List<GateStatus>? left = null;
        for (var i = 0; i < gates?.Count; i++)
        {
            if (IsAbandoned(gates[i], now))
            {
                left ??= [.. gates.Take(i)];
            }
            else
            {
                left?.Add(gates[i]);
            }
        }

        return left ?? gates;
    }

    private static bool IsAbandoned(GateStatus gate, IReadOnlyList<GateStatus> now)
    {
        if (gate.Verdict != GateVerdict.Running)
        {
            return false;
        }

        for (var i = 0; i < now.Count; i++)
        {
            if (IsSame(gate, now[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(GateStatus one, GateStatus other) => Text.Same(one.Name, other.Name) && Text.Same(one.Cluster, other.Cluster);

    private static GateFinding Find(Turn turn, ClusterTurn cluster, PlannedGate gate, GatePhase phase)
    {
        var key = KeyOf(turn, cluster, gate, phase);
        var run = RunOf(turn, key);
        var hasTraffic = cluster.Observed.Traffic?.Observed.Of(turn.Candidate!.Revision) > 0;
        var kept = KeptOf(turn, gate.Name, cluster.Part.Name);
        var status = GateEvaluator.Evaluate(gate, run, phase, hasTraffic, kept?.Baseline);
        return new GateFinding(gate, phase, status with { Cluster = cluster.Part.Name }, cluster.Part.Accepted?.Contains(gate.Name, StringComparer.Ordinal) == true)
        {
            Message = kept is not null && kept.Verdict == status.Verdict ? kept.Message : status.Message,
        };
    }

    private static GateRun? RunOf(Turn turn, GateKey key)
    {
        foreach (var run in turn.Snapshot.GateRuns)
        {
            if (run.Key == key)
            {
                return run;
            }
        }

        return null;
    }

    private static GateStatus? KeptOf(Turn turn, string? gate, string? cluster)
    {
        foreach (var status in turn.Status.Gates ?? [])
        {
            if (Text.Same(status.Name, gate) && Text.Same(status.Cluster, cluster))
            {
                return status;
            }
        }

        return null;
    }

    private static GateKey KeyOf(Turn turn, ClusterTurn cluster, PlannedGate gate, GatePhase phase) =>
        new(cluster.Observed.Name, gate.Name, phase, turn.Status.Epoch ?? 0);

    private static GatePhase? PhaseOf(PlannedGate gate, ClusterRolloutStatus part, IReadOnlyList<PlanStep> steps, RolloutPace? pace) => part.Stage switch
    {
        ClusterStage.Progressing when gate.Step is not null => IsCurrent(gate, part, steps) ? GatePhase.Step : null,
        ClusterStage.Progressing or ClusterStage.Promoting when gate.Step is null && gate.When != GatePeriod.Bake => GatePhase.Progress,
        ClusterStage.Baking when gate.Step is null && gate.When != GatePeriod.Progress => GatePhase.Bake,

        // The first revision had no traffic to be measured by before its bake.
        ClusterStage.Baking when pace == RolloutPace.First && !gate.IsSynthetic => GatePhase.Bake,
        _ => null,
    };

    private static bool IsCurrent(PlannedGate gate, ClusterRolloutStatus part, IReadOnlyList<PlanStep> steps) =>
        part.Step is { } step && step < steps.Count && steps[step] is CheckStep check && Text.Same(check.Gate.Name, gate.Name);
}
