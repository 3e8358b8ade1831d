using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>One cluster within a decision: its part so far, its goal, and the moves towards it.</summary>
internal sealed class ClusterTurn
{
    private readonly Turn _turn;
    private readonly Housekeeping _housekeeping;
    private ClusterPlan? _moves;

    public ClusterTurn(Turn turn, Housekeeping housekeeping, ClusterObservation observed, ClusterRolloutStatus part, int replicas)
    {
        _turn = turn;
        _housekeeping = housekeeping;
        Observed = observed;
        Part = part;
        Replicas = replicas;
        Refresh();
    }

    public ClusterObservation Observed { get; }

    public ClusterRolloutStatus Part { get; set; }

    public int Replicas { get; }

    /// <summary>The plan that counts here: the candidate's while there is one, else stable's; null when nothing was ever planned.</summary>
    public RolloutPlan? Plan { get; private set; }

    /// <summary>The steps of the candidate; null while there is none, or it has no part here.</summary>
    public IReadOnlyList<PlanStep>? Steps { get; private set; }

    /// <summary>The moves to the part's goal; found when they are first asked for, for a hold that is set before changes them.</summary>
    public ClusterPlan Moves => _moves ??= Plan is null ? Stay() : ClusterPlanner.Plan(Goal());

    public IReadOnlyList<GateFinding> Gates { get; private set; } = [];

    public Hold? Hold { get; set; }

    /// <summary>What the fleet lets it wait for while its turn has not come; null when it may move.</summary>
    public Impediment? WaitsFor { get; set; }

    public string? StableRevision => Part.Serving ?? _turn.Status.Stable?.Revision;

    public bool IsReachable => Observed is { Reachability: Reachability.Reachable, WritesRefused: null };

    /// <summary>Whether the goal's weight is in force, with the capacity for it.</summary>
    public bool IsThere => Moves is { IsAtWeight: true, IsCapacityReady: true };

    /// <summary>Looks at the part again after it changed: its steps, its gates, its goal and the moves there.</summary>
    public void Refresh()
    {
        var takesPart = _turn.Candidate is not null && Part.Stage is not (ClusterStage.Steady or ClusterStage.Waiting or ClusterStage.Returned);
        Plan = !takesPart ? KnownPlan() : TrialPlan() ?? (Part.Stage == ClusterStage.Returning ? KnownPlan() : null);
        Steps = takesPart && Plan is not null ? _turn.StepsOf(Plan) : null;
        Gates = GateBook.Read(_turn, this);
        Move();
    }

    /// <summary>Forgets what it waited for: the rollout is over.</summary>
    public void Release() => (Hold, WaitsFor) = (null, null);

    /// <summary>Finds the moves again after a hold was set or lifted.</summary>
    public void Move() => _moves = null;

    // What serves by an older plan still follows a new traffic.type.
    private RolloutPlan? KnownPlan()
    {
        var known = _turn.Record(StableRevision)?.Plan ?? _turn.Snapshot.Target?.Plan;
        return known is null || TrafficInForce.TypeOf(known.Traffic) == TrafficInForce.TypeOf(_turn.Traffic) ? known : known with { Traffic = _turn.Traffic };
    }

    // A new process may not see the record of a trial under way yet: another plan would lead it elsewhere, so it stays where it is. The way back needs none.
    private RolloutPlan? TrialPlan() => _turn.TrialRecord?.Plan;

    private ClusterPlan Stay()
    {
        var isUnderWay = Part.Stage is not (null or ClusterStage.Steady or ClusterStage.Waiting or ClusterStage.Returned);
        return new ClusterPlan
        {
            Weights = Part.Weights ?? [],
            Actions = [],
            IsCapacityReady = !isUnderWay,
            IsAtWeight = !isUnderWay,
            WithoutTraffic = [.. (Part.Retiring ?? []).Select(static entry => entry.Revision!)],
        };
    }

    private ClusterGoal Goal()
    {
        var mode = ModeOf(Part.Stage);
        var hasCandidate = mode is GoalMode.Advance or GoalMode.Bake or GoalMode.Return;
        return new ClusterGoal
        {
            Observed = Observed,
            Stable = StableRevision,
            Candidate = hasCandidate ? _turn.Candidate?.Revision : null,
            Weight = WeightOf(Part.Stage),
            Mode = mode,
            ReturnElapsed = _turn.Elapsed(RolloutTimerKind.Return, Part.Name, Part.ReturnStartedAt),
            IsHeld = Hold is not null,
            Recorded = Part.Weights ?? [],
            Replicas = Replicas,
            Plan = Plan!,
            IsLastStep = Part.Stage is not ClusterStage.Progressing,
            ScalesInFull = _turn.Candidate?.Pace == RolloutPace.WithinWindow,
            MayScaleDown = Part.Retiring is { Count: > 0 } retiring ? [.. retiring.Where(IsDue).Select(static entry => entry.Revision!)] : [],
            MayRemove = _housekeeping.Removable(Observed),
        };
    }

    private GoalMode ModeOf(ClusterStage? stage) => _turn.StopsServing && stage is ClusterStage.Steady or null
        ? GoalMode.Stop
        : stage switch
        {
            ClusterStage.Progressing or ClusterStage.Promoting => GoalMode.Advance,
            ClusterStage.Baking or ClusterStage.Promoted => GoalMode.Bake,
            ClusterStage.Returning => GoalMode.Return,
            _ => GoalMode.Steady,
        };

    private int WeightOf(ClusterStage? stage) => stage switch
    {
        ClusterStage.Progressing => Steps?.WeightAt(Part.Step ?? 0) ?? 0,
        ClusterStage.Promoting or ClusterStage.Baking or ClusterStage.Promoted => 100,
        _ => 0,
    };

    private bool IsDue(RetiringRevision entry) =>
        _turn.Elapsed(RolloutTimerKind.Retiring, $"{Part.Name}/{entry.Revision}", entry.Since) >= TimeSpan.FromSeconds(entry.DelaySeconds ?? 0);
}
