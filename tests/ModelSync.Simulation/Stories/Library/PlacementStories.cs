using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Placements that change while a rollout runs.</summary>
internal static class PlacementStories
{
    private static readonly Setup TwoWaves = new() { Clusters = 2, Waves = 2, Replicas = 2, Strategy = Canary(Weight(50), Pause(20)) with { BakeSeconds = 20 } };
    private static readonly Setup OneWave = TwoWaves with { Waves = 1 };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "placement-loses-a-cluster-during-a-trial",
            "A cluster is deselected in a pause: it is cleaned up, the route first, and the other one goes on alone.",
            OneWave,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new ClusterSelected(1, IsSelected: false)))
        {
            TellsFrom = 1,
        },
        new(
            "placement-gains-a-cluster-during-a-trial",
            "A cluster is selected in a pause: it gets stable and takes all steps, and the trial ends when it is through, too.",
            OneWave,
            new Timed(At(0), new ClusterSelected(1, IsSelected: false)),
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new ClusterSelected(1, IsSelected: true)))
        {
            TellsFrom = 2,
        },
        new(
            "placement-selects-nothing-during-a-trial",
            "No cluster is selected any more, and somebody aborts: nothing is taken for done before one is back.",
            OneWave,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new ClusterSelected(0, IsSelected: false)),
            new Timed(When(WorldState.Paused, 5), new ClusterSelected(1, IsSelected: false)),
            new Timed(When(WorldState.Paused, 10), new Verb(Api.Rollouts.RolloutVerb.Abort)),
            new Timed(When(WorldState.Paused, 60), new ClusterSelected(0, IsSelected: true)))
        {
            TellsFrom = 1,
        },
        new(
            "wave-is-inserted-before-the-one-under-way",
            "A wave is put in front while the first one moves: what has begun stays in its wave, and the empty one is named.",
            TwoWaves,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new WaveEdit(WaveChange.Insert, 1)))
        {
            TellsFrom = 1,
        },
        new(
            "wave-is-inserted-before-one-that-waits",
            "The second wave waits for an approval when another one is put before it: that one comes first, and then the other one waits again.",
            TwoWaves with { Clusters = 3, Waves = 3 },
            new Timed(When(WorldState.Healthy, 5), new WaveEdit(WaveChange.Remove, 1)),
            new Timed(When(WorldState.Healthy, 6), new WaveEdit(WaveChange.AskApproval, 1)),
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2)),
            new Timed(When(WorldState.Paused, 30, visit: 2), new WaveEdit(WaveChange.InsertSecond, 1)),
            new Timed(When(WorldState.Paused, 30, visit: 4), new Verb(Api.Rollouts.RolloutVerb.Promote)))
        {
            TellsFrom = 2,
        },
        new(
            "wave-is-renamed-while-under-way",
            "The wave under way gets another name: its cluster stays where it is and goes on.",
            TwoWaves,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new WaveEdit(WaveChange.Rename, 0)))
        {
            TellsFrom = 1,
        },
        new(
            "waves-are-reversed-while-under-way",
            "The order of the waves is reversed: nobody goes back, and who was first is still the one under way.",
            TwoWaves,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new WaveEdit(WaveChange.Reverse, 0)))
        {
            TellsFrom = 1,
        },
        new(
            "cluster-changes-its-wave-before-its-turn",
            "A cluster that had not begun gets the label of the wave under way: it joins, and the wave without clusters is named.",
            TwoWaves,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Relabel(1, 0)),
            new Timed(At(400), new WaveEdit(WaveChange.Remove, 1)))
        {
            TellsFrom = 1,
        },
        new(
            "wave-moves-one-at-a-time-from-now-on",
            "maxConcurrency 1 before the start: one cluster after the other takes all steps.",
            OneWave,
            new Timed(When(WorldState.Healthy, 5), new WaveEdit(WaveChange.Append, 0)),
            new Timed(When(WorldState.Healthy, 6), new WaveEdit(WaveChange.OneAtATime, 0)),
            Beats.Update)
        {
            TellsFrom = 1,
        },
        new(
            "wave-asks-for-approval-after-the-start",
            "The second wave needs an approval from now on: it waits, and promote lets it go.",
            TwoWaves,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new WaveEdit(WaveChange.AskApproval, 1)),
            new Timed(When(WorldState.Paused, 30, visit: 2), new Verb(Api.Rollouts.RolloutVerb.Promote)))
        {
            TellsFrom = 1,
        },
        new(
            "lockstep-ends-during-a-trial",
            "Two clusters wait for each other at a step; without lockstep the one that can goes on.",
            OneWave,
            Beats.Update,
            new Timed(When(WorldState.Progressing, 4.5, visit: 2), new PodsFlap(1, RevisionRole.Candidate, 60)),
            new Timed(When(WorldState.Progressing, 20, visit: 2), new FleetEdit(Lockstep: false)))
        {
            TellsFrom = 1,
        },
    ];
}
