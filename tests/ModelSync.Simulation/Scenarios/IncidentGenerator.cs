using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Engine;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Scenarios;

/// <summary>Makes incidents of a kind, with details by chance.</summary>
internal static class IncidentGenerator
{
    /// <summary>How many kinds any scenario draws from; those after them come from a stream of their own, so that a seed keeps its scenario.</summary>
    public const int FirstKinds = (int)IncidentKind.Delete + 1;

    private static readonly int WaveChanges = Enum.GetValues<WaveChange>().Length;

    /// <summary>An incident of a kind.</summary>
    public static Incident Next(SimRandom random, IncidentKind kind) => kind switch
    {
        < IncidentKind.NewTarget => Fault(random, kind),
        <= IncidentKind.Delete => Edit(random, kind),
        _ => LaterEdit(random, kind),
    };

    private static Incident Fault(SimRandom random, IncidentKind kind)
    {
        var cluster = random.Below(3);
        var role = random.Pick(RevisionRole.Stable, RevisionRole.Candidate);
        return kind switch
        {
            IncidentKind.ApiRefuses => new ApiRefuses(random.Pick(20, 50, 100), random.Between(5, 30)),
            IncidentKind.AnswersLost => new AnswersLost(random.Pick(20, 50, 100), random.Between(5, 30)),
            IncidentKind.StatusBumper => new StatusBumper(random.Between(1, 3)),
            IncidentKind.Crash => new Crash(random.Between(0, 8)),
            IncidentKind.TwoLeaders => new TwoLeaders(random.Between(20, 60), random.Pick(0, 0, 2, 10)),
            IncidentKind.WatchesStuck => new WatchesStuck(random.Between(2, 30)),
            IncidentKind.ClockAhead => new ClockJump(random.Pick(30, 600, 7200)),
            IncidentKind.ClockBack => new ClockJump(-random.Pick(30, 600)),
            IncidentKind.MemberCut => new MemberCut(cluster, random.Pick(20, 60, 300)),
            IncidentKind.PodsDie => new PodsDie(cluster, role, random.Pick(25, 50, 100)),
            IncidentKind.PodsFlap => new PodsFlap(cluster, role, random.Pick(2, 8, 40)),
            IncidentKind.PodsCrash => new PodsCrash(cluster, role),
            IncidentKind.RouteRefused => new RouteRefused(cluster, random.Pick(10, 60, 200)),
            IncidentKind.ForeignWeights => new ForeignWeights(cluster, role),
            IncidentKind.ForeignScale => new ForeignScale(cluster, role, random.Between(0, 6)),
            IncidentKind.ForeignDelete => new ForeignDelete(cluster, random.Pick<RevisionRole?>(RevisionRole.Stable, RevisionRole.Candidate, null)),
            _ => new GateTurns(random.Between(1, 3), random.Pick(GateQuality.Good, GateQuality.Bad, GateQuality.NoData, GateQuality.Error)),
        };
    }

    private static Incident Edit(SimRandom random, IncidentKind kind) => kind switch
    {
        IncidentKind.NewTarget => new NewTarget(random.Between(1, 3), random.Chance(20) ? 1 : 0),
        IncidentKind.Revert => new Revert(),
        IncidentKind.Scale => new Scale(random.Pick(0, 1, 2, 3, 6)),
        IncidentKind.PauseEdit => new PauseEdit(random.Chance(60)),
        IncidentKind.PlanEdit => new PlanEdit(Plans.Canary(Plans.Weight(random.Between(1, 99)), Plans.Pause(random.Between(1, 20)))),
        IncidentKind.Abort => new Verb(RolloutVerb.Abort),
        IncidentKind.Promote => new Verb(RolloutVerb.Promote),
        IncidentKind.PromoteFull => new Verb(RolloutVerb.PromoteFull),
        IncidentKind.Retry => random.Chance(50) ? new Verb(RolloutVerb.Retry) : new RetryToken(random.Below(1000).ToString(CultureInfo.InvariantCulture)),
        IncidentKind.Undo => new Verb(RolloutVerb.Undo),
        IncidentKind.StaleVerb => new Verb(
            random.Pick(RolloutVerb.Abort, RolloutVerb.Promote, RolloutVerb.PromoteFull, RolloutVerb.Retry, RolloutVerb.Undo),
            random.Pick(Aim.Stale, Aim.RepeatedId, Aim.Garbled)),
        IncidentKind.Quarantine => new Withdraw(random.Between(1, 2), Lifecycle.Quarantined),
        IncidentKind.Retire => new Withdraw(random.Between(1, 2), Lifecycle.Retired),
        IncidentKind.VersionTurns => new VersionTurns(random.Between(1, 2), random.Chance(30)),
        IncidentKind.PolicyTurns => new PolicyTurns((PolicyTrouble)random.Below(5)),
        _ => new Delete(),
    };

    private static Incident LaterEdit(SimRandom random, IncidentKind kind) => kind switch
    {
        IncidentKind.TrafficEdit => new TrafficEdit(random.Pick(TrafficType.Service, TrafficType.GatewayAPI, TrafficType.Istio)),
        IncidentKind.PlacementEdit => new ClusterSelected(random.Below(3), random.Chance(40)),
        IncidentKind.WaveEdit => new WaveEdit((WaveChange)random.Below(WaveChanges), random.Below(3)),
        IncidentKind.FleetEdit => random.Below(5) switch
        {
            0 => new FleetEdit(Lockstep: random.Chance(50)),
            1 => new FleetEdit(MaxFailures: random.Below(2)),
            2 => new FleetEdit(OnFailure: random.Pick(FleetFailureMode.RollbackAll, FleetFailureMode.RollbackWave, FleetFailureMode.Halt)),
            3 => new FleetEdit(OnClusterLost: random.Pick(ClusterLostMode.Hold, ClusterLostMode.Rollback)),
            _ => new FleetEdit(SkipUnreachable: random.Chance(50)),
        },
        _ => new Relabel(random.Below(3), random.Below(3)),
    };
}
