using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Rollouts behind one Service, where the number of pods is the weight.</summary>
internal static class ServiceStories
{
    private static readonly Setup HalfAndPause = new() { Traffic = TrafficType.Service, Strategy = Canary(Weight(50), Pause()) };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "service-canary-promotes",
            "Behind one Service the number of pods is the weight.",
            new Setup { Traffic = TrafficType.Service, Strategy = Canary(Weight(20), Pause(30), Weight(80), Pause(30)) },
            Beats.Update),
        new(
            "service-canary-aborts",
            "The Service is narrowed to stable in the first write, and the canary's pods end in the same decision.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Abort)))
        {
            TellsFrom = 1,
        },
        new(
            "service-canary-is-superseded",
            "A third version while the second is paused: never pods of three revisions behind the Service.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new NewTarget(3)))
        {
            TellsFrom = 1,
        },
        new(
            "service-canary-is-scaled-while-paused",
            "Twice the replicas in a pause: both revisions grow and keep the ratio.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Scale(8)))
        {
            TellsFrom = 1,
        },
        new(
            "service-canary-is-masked-while-not-ready",
            "The canary's pods are not ready: the Service sends nothing there by itself.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PodsFlap(0, RevisionRole.Candidate, 20)))
        {
            TellsFrom = 1,
        },
        new(
            "service-blue-green-switches",
            "Blue-green behind one Service: the selector is the switch.",
            new Setup { Traffic = TrafficType.Service, Strategy = BlueGreen() },
            Beats.Update),
    ];
}
