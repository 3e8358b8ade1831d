using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Rollouts over several clusters.</summary>
internal static class FleetStories
{
    private static readonly Setup TwoWaves = new() { Clusters = 2, Waves = 2, Replicas = 2, Strategy = Canary(Weight(50), Pause(20)) with { BakeSeconds = 20 } };
    private static readonly Setup OneWave = TwoWaves with { Waves = 1 };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new("fleet-goes-wave-by-wave", "Two waves of one cluster each: the second starts once the first has baked and soaked.", TwoWaves, Beats.Update)
        {
            TellsFrom = -1,
        },
        new(
            "fleet-takes-steps-together",
            "Two clusters of a wave in lockstep: one is cut off before its pods are ready, and the other waits for it at the step.",
            OneWave,
            Beats.Update,
            new Timed(When(WorldState.Progressing, 2, visit: 2), new MemberCut(1, 15))),
        new(
            "fleet-wave-waits-for-approval",
            "The second wave needs an approval: promote gives it.",
            TwoWaves with { WavesNeedApproval = true },
            new Timed(At(70), new Verb(RolloutVerb.Promote)),
            new Timed(At(200), new NewTarget(2)),
            new Timed(At(300), new Verb(RolloutVerb.Promote)))
        {
            TellsFrom = 1,
        },
        new(
            "fleet-fails-and-goes-back-newest-first",
            "A cluster of the second wave fails: that wave goes back, then the first one, which had been promoted.",
            TwoWaves,
            Beats.Update,
            new Timed(At(190), new PodsCrash(1, RevisionRole.Candidate)))
        {
            TellsFrom = 1,
        },
        new(
            "fleet-abort-waits-for-a-lost-cluster",
            "An abort while a cluster is cut off: it is pending, and its return is the first write when it is back.",
            OneWave with { Strategy = Canary(Weight(50), Pause()) },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new MemberCut(1, 60)),
            new Timed(When(WorldState.Paused, 10), new Verb(RolloutVerb.Abort)))
        {
            TellsFrom = 1,
        },
        new(
            "fleet-freezes-while-a-cluster-is-lost",
            "A cluster is lost in the middle of a step: the wave stands still and goes on when it is back.",
            OneWave,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new MemberCut(1, 60)))
        {
            TellsFrom = 1,
        },
        new(
            "fleet-loses-a-cluster-and-rolls-back",
            "onClusterLost Rollback: a cluster that stays away longer than the deadline counts as failed.",
            OneWave with { OnClusterLost = ClusterLostMode.Rollback, DeadlineSeconds = 60 },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new MemberCut(1, 200)))
        {
            TellsFrom = 1,
        },
        new(
            "fleet-skips-a-lost-cluster-and-catches-up",
            "skipUnreachable: a cluster that was away runs the canary that it missed, never one jump.",
            TwoWaves with { SkipUnreachable = true },
            new Timed(At(110), new MemberCut(1, 200)),
            new Timed(At(120), new NewTarget(2))),
        new(
            "fleet-tolerates-one-failure",
            "maxFailures 1: one of two clusters fails and goes back alone, the other one goes on; retry tries the one again.",
            OneWave with { MaxFailures = 1 },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PodsCrash(1, RevisionRole.Candidate)),
            new Timed(When(WorldState.Degraded, 60), new Verb(RolloutVerb.Retry)))
        {
            TellsFrom = 1,
        },
        new(
            "fleet-without-clusters",
            "The placement selects no cluster any more: that is no success, and what serves is left alone.",
            OneWave,
            new Timed(When(WorldState.Healthy, 10), new ClusterSelected(0, IsSelected: false)),
            new Timed(When(WorldState.Healthy, 10), new ClusterSelected(1, IsSelected: false))),
    ];
}
