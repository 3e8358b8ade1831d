using ModelSync.Api.Rollouts;
using ModelSync.Core.Placement;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Moves all clusters of a rollout: judges them, asks the wave planner who may go, and follows.</summary>
internal sealed class FleetTurn
{
    private readonly Turn _turn;
    private readonly List<ClusterTurn> _clusters = [];
    private readonly Dictionary<ClusterName, ClusterTurn> _byName;

    public FleetTurn(Turn turn, Housekeeping housekeeping)
    {
        _turn = turn;
        _byName = new Dictionary<ClusterName, ClusterTurn>(turn.Snapshot.Clusters.Count);
        foreach (var observed in turn.Snapshot.Clusters)
        {
            if (observed.IsSelected)
            {
                var cluster = ClusterOpening.Open(turn, housekeeping, observed);
                _clusters.Add(cluster);
                _byName.TryAdd(observed.Name, cluster);
            }
        }
    }

    public IReadOnlyList<ClusterTurn> Clusters => _clusters;

    /// <summary>What the wave planner said; null while there is no candidate.</summary>
    public FleetPlan? Plan { get; private set; }

    /// <summary>Whether the candidate has a part in a cluster; where it serves anyway it has none.</summary>
    public bool TakesPart(ClusterTurn cluster) => _turn.Candidate is not null && !CatchUp.IsThere(_turn, cluster.Part);

    /// <summary>Takes each cluster as far as it may go in this decision: one step or stage.</summary>
    public void Drive()
    {
        Judge();
        Plan = WavePlanner.Plan(FleetQuestion.Of(_turn, this));
        if (Plan.Failure is { } failure && !_turn.IsReturning)
        {
            Returns.Begin(_turn, failure.Reason, $"{Turn.Clause(failure.Message)}{In(failure)}");
            Plan = WavePlanner.Plan(FleetQuestion.Of(_turn, this));
        }

        // A lost cluster that counts as failed stays so when it comes back.
        foreach (var lost in Plan.Failed)
        {
            if (_byName.GetValueOrDefault(lost.Cluster) is { Part.Failure: null } cluster)
            {
                Fail(cluster, lost);
            }
        }

        _turn.Tell(Plan.Events);
        _turn.Wake(Plan.RequeueAfter);
        foreach (var mandate in Plan.Mandates)
        {
            if (_byName.GetValueOrDefault(mandate.Cluster) is { } cluster && TakesPart(cluster))
            {
                Follow(cluster, mandate);
            }
        }
    }

    private void Judge()
    {
        foreach (var cluster in _clusters)
        {
            if (!TakesPart(cluster))
            {
                continue;
            }

            Hold(cluster, Health.HoldOf(_turn, cluster));
            if (Health.FailureOf(_turn, cluster) is not { } failure)
            {
                continue;
            }

            if (cluster.Plan!.OnFailure == FailureMode.Pause)
            {
                Hold(cluster, new Hold(PauseReason.FailedCheck, new Impediment(nameof(PauseReason.FailedCheck), $"{Turn.Clause(failure.Message)}; {WayOut(failure)}, abort goes back")));
            }
            else if (cluster.StableRevision is null)
            {
                Note(cluster.Gates);
                Returns.FailInPlace(_turn, failure.Reason, $"{Turn.Clause(failure.Message)}{In(failure)}");
                Hold(cluster, Health.HoldOf(_turn, cluster));
            }
            else
            {
                Note(cluster.Gates);
                Fail(cluster, failure);
            }
        }
    }

    private void Fail(ClusterTurn cluster, ClusterFailure failure)
    {
        if (_clusters.Count > 1 && cluster.Part.Failure is null && !_turn.IsReturning)
        {
            _turn.Warn(RolloutEventReasons.ClusterFailed, $"{_turn.Candidate!.Version} ({_turn.Candidate.Revision}) failed in {failure.Cluster}: {failure.Message}");
        }

        cluster.Part = cluster.Part with { Failure = failure.Reason, Reason = failure.Reason.ToString(), Message = Turn.Fit(failure.Message) };
    }

    // A verdict that ends a step or a trial is the one that people look for afterwards: the stage that follows does not read its gate any more.
    private void Note(IReadOnlyList<GateFinding> findings)
    {
        if (findings.Count > 0)
        {
            _turn.Status = _turn.Status with { Gates = GateBook.Merge(_turn, [.. findings.Select(finding => finding.Status)], isOtherStep: false) };
        }
    }

    private void Follow(ClusterTurn cluster, ClusterMandate mandate)
    {
        var before = cluster.Part;
        var hold = cluster.Hold;
        ClusterTrack.Follow(_turn, cluster, mandate);
        var given = ReferenceEquals(hold, cluster.Hold) ? null : cluster.Hold;
        if (cluster.Part.Stage != before.Stage || cluster.Part.Step != before.Step)
        {
            Reopen(cluster);
        }

        if (given is not null)
        {
            cluster.Hold ??= given;
            cluster.Move();
        }

        var (entered, judged) = (cluster.Part, cluster.Gates);
        if (ClusterTrack.TryAdvance(_turn, cluster, mandate))
        {
            Note(judged);
            Tell(entered, cluster.Part);
            var fleetHold = cluster.Hold;
            Reopen(cluster);
            Hold(cluster, cluster.Hold ?? fleetHold);
            _turn.Again();
        }

        cluster.Part = Deadlines.Update(_turn, cluster);
        if (cluster.Part is { Stage: ClusterStage.Progressing, Step: { } step } && step < cluster.Steps!.Count && cluster.Steps[step] is WaitStep { Duration: { } duration })
        {
            _turn.Wake(duration - _turn.Elapsed(RolloutTimers.Step(cluster.Part)));
        }

        GateBook.Ask(_turn, cluster);
    }

    private void Reopen(ClusterTurn cluster)
    {
        cluster.Hold = null;
        cluster.Refresh();
        Hold(cluster, Health.HoldOf(_turn, cluster));
    }

    private static void Hold(ClusterTurn cluster, Hold? hold)
    {
        if (!ReferenceEquals(cluster.Hold, hold))
        {
            cluster.Hold = hold;
            cluster.Move();
        }
    }

    private void Tell(ClusterRolloutStatus before, ClusterRolloutStatus after)
    {
        var where = ClusterTrack.Where(_turn, after);
        switch (after.Stage)
        {
            case ClusterStage.Promoting:
                _turn.Tell(RolloutEventReasons.Promoting, $"all steps are passed{where}: weight 100 follows");
                break;
            case ClusterStage.Baking:
                _turn.Tell(RolloutEventReasons.Baking, $"the candidate has all traffic{where} and is watched");
                break;
            case ClusterStage.Progressing:
                ClusterTrack.TellPassed(_turn, before, before.Step);
                break;
            default:
                break;
        }
    }

    private static string WayOut(ClusterFailure failure) => failure.Reason == ReturnReason.GateFailed ? "promote accepts the gate" : "it goes on once that is mended";

    private string In(ClusterFailure failure) => _clusters.Count > 1 ? $" (in {failure.Cluster})" : string.Empty;
}
