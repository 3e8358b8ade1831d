using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Versions that are withdrawn while they serve.</summary>
internal static class QuarantineStories
{
    private static readonly Setup Quick = new() { Strategy = Canary(Weight(50)) with { BakeSeconds = 20 } };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "quarantined-stable-gives-way",
            "Stable is quarantined and an earlier version is proven: traffic goes there, scaled to full first.",
            Quick,
            Beats.Update,
            new Timed(When(WorldState.Healthy, 60, visit: 2), new Withdraw(2, Lifecycle.Quarantined)))
        {
            TellsFrom = 1,
        },
        new(
            "quarantined-stable-keeps-serving",
            "Stable is quarantined and nothing else is proven: it goes on serving and says so.",
            Quick,
            new Timed(When(WorldState.Healthy, 10), new Withdraw(1, Lifecycle.Quarantined))),
        new(
            "quarantined-stable-stops-serving",
            "onQuarantine StopServing, and nothing else is proven: nothing serves any more; another version ends that.",
            Quick with { OnQuarantine = QuarantineMode.StopServing },
            new Timed(When(WorldState.Healthy, 10), new Withdraw(1, Lifecycle.Quarantined)),
            new Timed(When(WorldState.Healthy, 120), new NewTarget(2))),
        new(
            "quarantined-candidate-goes-back",
            "The candidate is quarantined in the middle of its steps.",
            Quick with { Strategy = Canary(Weight(50), Pause()) },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Withdraw(2, Lifecycle.Quarantined)))
        {
            TellsFrom = 1,
        },
        new(
            "quarantined-stable-during-a-trial",
            "Stable is quarantined while a candidate is on trial and nothing earlier is proven: the trial is the way out.",
            Quick with { Strategy = Canary(Weight(50), Pause(30)) with { BakeSeconds = 20 } },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Withdraw(1, Lifecycle.Quarantined)))
        {
            TellsFrom = 1,
        },
    ];
}
