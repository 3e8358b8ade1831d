using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Core.Revisions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Begins a rollout when there is something to roll out and nothing stands in the way.</summary>
internal static class Starts
{
    public static void TryBegin(Turn turn)
    {
        if (turn.Candidate is not null)
        {
            return;
        }

        if (!turn.Snapshot.Clusters.Any(cluster => cluster.IsSelected))
        {
            turn.Blocked = FleetMessages.NoTargets;
            return;
        }

        var goal = Targets.Goal(turn);
        if (goal is null)
        {
            turn.Blocked = Checks.Version(turn);
            return;
        }

        var isStable = Text.Same(goal, turn.Status.Stable?.Revision);
        if (isStable && !CatchUp.IsNeeded(turn))
        {
            return;
        }

        if (Text.Same(goal, turn.Status.Failed?.Revision))
        {
            return;
        }

        if (Wanted(turn, goal) is not { } record || Checks.All(turn, record, IsBack(turn, goal)))
        {
            return;
        }

        if (TrafficMoves(turn) is { } moving)
        {
            turn.Waiting = moving;
            return;
        }

        Quarantine.Forget(turn);
        Begin(turn, record, Known(turn, record), PaceOf(turn, goal, isStable));
    }

    /// <summary>Says what will stand in the way of the next start, in the decision that ends a return: it is known already.</summary>
    public static void Foresee(Turn turn)
    {
        var goal = Targets.Goal(turn);
        if (!Text.Same(goal, turn.Status.Stable?.Revision) && !Text.Same(goal, turn.Status.Failed?.Revision))
        {
            turn.Blocked = goal is not null && Wanted(turn, goal) is { } record ? Checks.Objection(turn, record, IsBack(turn, goal)) : Checks.Version(turn);
        }
    }

    /// <summary>Writes down the trial; its record with the plan as it is now follows before anything else of it exists.</summary>
    public static void Begin(Turn turn, RevisionRecord record, HistoryEntry revision, RolloutPace pace)
    {
        turn.Status = turn.Status with
        {
            Candidate = new CandidateStatus
            {
                Version = revision.Version,
                Digest = revision.Digest,
                Revision = record.Revision,
                Stage = CandidateStage.Progressing,
                StartedAt = turn.Stamp,
                Pace = pace,
            },
            Failed = Text.Same(turn.Status.Failed?.Revision, record.Revision) ? null : turn.Status.Failed,
            Gates = null,
            Pause = null,
            Wave = null,
        };
        turn.RaiseEpoch();
        turn.Status = turn.Status with { Candidate = turn.Status.Candidate! with { Epoch = turn.Status.Epoch } };
        CatchUp.Prepare(turn);
        turn.Tell(RolloutEventReasons.RolloutStarted, $"{revision.Version} ({record.Revision}) {Against(turn, record.Revision)}");
        turn.Again();
    }

    // One thing after the other: the new route is verified with all traffic at stable before anything is measured by it. A lost cluster is not waited for.
    private static Impediment? TrafficMoves(Turn turn)
    {
        var type = turn.Spec.Traffic?.Type ?? TrafficType.Service;
        if (type != TrafficInForce.TypeOf(turn.Traffic))
        {
            // The trial that kept the former type ended just now: the next decision sees what splits by the new one.
            turn.Again();
            return new Impediment(ConditionReasons.TrafficTypeChanging, $"{type} takes over first");
        }

        foreach (var cluster in turn.Snapshot.Clusters)
        {
            if (turn.Status.Stable is not null && !turn.StopsServing && cluster is { IsSelected: true, HasFormerTraffic: true, Reachability: Reachability.Reachable, WritesRefused: null })
            {
                return new Impediment(
                    ConditionReasons.TrafficTypeChanging,
                    $"{cluster.Name} still serves by the route of the former traffic.type, because {type} is not in force there yet: mend spec.traffic, or set it back");
            }
        }

        return null;
    }

    private static string Against(Turn turn, string revision) => turn.Status.Stable switch
    {
        null => "starts, the first revision",
        { } stable when Text.Same(stable.Revision, revision) => "starts in the clusters that missed it, against what they serve",
        { } stable => $"starts against {stable.Version} ({stable.Revision})",
    };

    private static RevisionRecord? Wanted(Turn turn, string goal) =>
        Text.Same(turn.Snapshot.Target?.Revision, goal) ? turn.Snapshot.Target : turn.Record(goal);

    private static HistoryEntry Known(Turn turn, RevisionRecord record) =>
        new() { Version = record.Inputs.Version, Digest = record.Inputs.PackageDigest, Revision = record.Revision };

    // Within the window, or where somebody said undo: such a return depends on nothing but its record, and on nobody having withdrawn it.
    private static bool IsBack(Turn turn, string goal) =>
        turn.Record(goal) is not null && (Text.Same(turn.Status.Override?.Revision, goal) || IsWithinWindow(turn, goal));

    private static RolloutPace PaceOf(Turn turn, string goal, bool isStable)
    {
        if (turn.Status.Stable is null)
        {
            return RolloutPace.First;
        }

        return !isStable && IsWithinWindow(turn, goal) ? RolloutPace.WithinWindow : RolloutPace.Stepwise;
    }

    private static bool IsWithinWindow(Turn turn, string goal) => turn.Status.Proven()
        .Where(entry => !Text.Same(entry.Revision, turn.Status.Stable?.Revision))
        .Take(turn.Spec.RollbackWindowOrDefault())
        .Any(entry => Text.Same(entry.Revision, goal));
}
