using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Blue-green switches.</summary>
internal static class BlueGreenStories
{
    private static readonly Setup ByHand = new() { Strategy = BlueGreen(autoPromote: false) };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "blue-green-switches",
            "Blue-green previews with one pod, scales to full, switches and bakes.",
            new Setup { Strategy = BlueGreen(promoteAfterSeconds: 20) },
            Beats.Update)
        {
            TellsFrom = -1,
        },
        new(
            "blue-green-waits-for-promote",
            "Without autoPromote the preview waits for a person.",
            ByHand,
            Beats.Update,
            new Timed(When(WorldState.Paused, 30), new Verb(RolloutVerb.Promote))),
        new(
            "blue-green-aborts-in-the-preview",
            "An abort in the preview: no traffic was ever with it.",
            ByHand,
            Beats.Update,
            new Timed(When(WorldState.Paused, 30), new Verb(RolloutVerb.Abort)))
        {
            TellsFrom = 1,
        },
        new(
            "blue-green-fails-before-the-switch",
            "A gate that needs no traffic fails in the preview: the active revision keeps all traffic.",
            new Setup { Strategy = BlueGreen(), HasBackgroundGate = true, BackgroundGateName = "smoke" },
            Beats.Update)
        {
            Qualities = Beats.SecondMeasures(GateQuality.Bad),
        },
        new(
            "blue-green-fails-after-the-switch",
            "A traffic gate fails in the bake: traffic goes back by weight alone; the gate is mended, and retry comes through.",
            new Setup { Strategy = BlueGreen(), HasBackgroundGate = true },
            Beats.Update,
            new Timed(When(WorldState.RolledBack, 60), new GateTurns(2, GateQuality.Good)),
            new Timed(When(WorldState.RolledBack, 65), new Verb(RolloutVerb.Retry)))
        {
            Qualities = Beats.SecondMeasures(GateQuality.Bad),
        },
        new(
            "blue-green-goes-back-within-the-delay",
            "The old manifest is applied again while the old pods still stand: back at once, without preview, pause or scale-up.",
            ByHand with { Strategy = ByHand.Strategy with { ScaleDownDelaySeconds = 300 } },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Promote)),
            new Timed(When(WorldState.Healthy, 20, visit: 2), new NewTarget(1)))
        {
            TellsFrom = 2,
        },
        new(
            "blue-green-is-superseded-in-the-preview",
            "A third version during the preview of the second: the second goes, the third gets its own preview.",
            ByHand,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new NewTarget(3)))
        {
            TellsFrom = 1,
        },
        new(
            "blue-green-is-scaled-in-the-preview",
            "The replicas change during the preview: active follows, the preview stays small, and the switch waits for the new number.",
            ByHand,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Scale(6)),
            new Timed(When(WorldState.Paused, 20), new Verb(RolloutVerb.Promote)))
        {
            TellsFrom = 1,
        },
    ];
}
