using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Edits of the spec beside the version.</summary>
internal static class SpecStories
{
    private static readonly Setup HalfAndPause = new() { Strategy = Canary(Weight(50), Pause()) };
    private static readonly Setup Short = new() { Strategy = Canary(Weight(50), Pause(20)) with { BakeSeconds = 20 } };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "spec-is-paused-and-resumed",
            "spec.paused in the middle of a step holds everything where it is.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PauseEdit(true)),
            new Timed(When(WorldState.Paused, 60), new PauseEdit(false)))
        {
            TellsFrom = 1,
        },
        new(
            "paused-spec-starts-nothing",
            "A new version under spec.paused starts when it is resumed.",
            Short,
            new Timed(When(WorldState.Healthy, 10), new PauseEdit(true)),
            new Timed(When(WorldState.Healthy, 20), new NewTarget(2)),
            new Timed(When(WorldState.Healthy, 60), new PauseEdit(false))),
        new(
            "scaled-to-zero-and-back",
            "replicas 0: the weights stay, a new version waits for pods.",
            Short,
            new Timed(When(WorldState.Healthy, 10), new Scale(0)),
            new Timed(When(WorldState.Healthy, 30), new NewTarget(2)),
            new Timed(When(WorldState.Healthy, 60), new Scale(2))),
        new(
            "canary-is-scaled-while-paused",
            "Twice the replicas in a pause: stable and canary grow, the weights stay.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Scale(8)))
        {
            TellsFrom = 1,
        },
        new(
            "canary-is-scaled-down-while-paused",
            "Fewer replicas in a pause: neither revision goes below what its weight needs.",
            HalfAndPause with { Replicas = 8 },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Scale(2)))
        {
            TellsFrom = 1,
        },
        new(
            "version-and-replicas-change-together",
            "One edit right after the other: the rollout starts with the new number.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Healthy, 10), new Scale(6))),
        new(
            "scaled-after-an-abort",
            "Fewer replicas right after an abort: stable shrinks at once, and the canary's pods go as planned.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Verb(RolloutVerb.Abort)),
            new Timed(When(WorldState.RolledBack, 10), new Scale(2)))
        {
            TellsFrom = 1,
        },
        new(
            "plan-edit-waits-for-the-next-start",
            "Another plan in the middle of a trial: what was begun is ended by its own plan.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PlanEdit(Canary(Weight(10), Pause()))))
        {
            TellsFrom = 1,
        },
        new(
            "template-is-refused",
            "The API server refuses the template: nothing changes; another one starts at once.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Healthy, 60), new NewTarget(3)))
        {
            Qualities = [VersionQuality.Fine, new VersionQuality { IsTemplateRefused = true }],
        },
        new(
            "version-is-not-found",
            "The spec names a version that nobody declared.",
            Short,
            new Timed(When(WorldState.Healthy, 10), new NewTarget(9))),
        new(
            "retired-version-is-not-started",
            "The spec names a version that is retired.",
            Short,
            new Timed(When(WorldState.Healthy, 5), new Withdraw(2, Lifecycle.Retired)),
            Beats.Update),
        new(
            "version-is-resolved-late",
            "The spec names a version whose digests are not known yet: it waits, and goes on by itself.",
            Short,
            new Timed(When(WorldState.Healthy, 5), new VersionResolves(2, IsResolved: false)),
            Beats.Update,
            new Timed(When(WorldState.Healthy, 60), new VersionResolves(2, IsResolved: true))),
        new(
            "version-does-not-match-its-digest",
            "The spec names a version whose artifact is not the one that was pinned: somebody has to restore it.",
            Short,
            new Timed(When(WorldState.Healthy, 5), new VersionTurns(2, IsReady: false)),
            Beats.Update,
            new Timed(When(WorldState.Healthy, 60), new VersionTurns(2, IsReady: true))),
        new(
            "deletion-takes-the-route-first",
            "deletionPolicy Delete: the route, then the revisions, then the finalizer.",
            HalfAndPause,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Delete()))
        {
            TellsFrom = 1,
        },
        new(
            "orphaned-deletion-keeps-serving",
            "deletionPolicy Orphan: everything stays as it is, without an owner.",
            HalfAndPause with { DeletionPolicy = DeletionPolicy.Orphan },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new Delete()))
        {
            TellsFrom = 1,
        },
    ];
}
