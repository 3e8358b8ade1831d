using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Versions whose pods are no good.</summary>
internal static class FailureStories
{
    private static readonly Setup Half = new() { Strategy = Canary(Weight(50), Pause(30)), DeadlineSeconds = 60 };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new("canary-misses-its-deadline", "An image that cannot be pulled: the deadline of the step sends it back.", Half, Beats.Update)
        {
            Qualities = Beats.SecondHasPods(PodQuality.ImagePull),
        },
        new("canary-crash-loops", "Pods that become ready and crash again and again are a failure at once, not a deadline that starts anew.", Half, Beats.Update)
        {
            Qualities = Beats.SecondHasPods(PodQuality.CrashLoop),
        },
        new(
            "canary-pauses-longer-than-its-deadline",
            "A pause of 300 seconds under a deadline of 60: a pause is no lack of progress.",
            Half with { Strategy = Canary(Weight(50), Pause(300)) },
            Beats.Update),
        new(
            "bad-then-bad-then-good",
            "A version that never gets ready is replaced by another bad one, then by a good one; stable serves all the time.",
            Half,
            Beats.Update,
            new Timed(When(WorldState.Progressing, 20, visit: 2), new NewTarget(3)),
            new Timed(When(WorldState.RolledBack, 10), new NewTarget(4)))
        {
            Qualities = [VersionQuality.Fine, new VersionQuality { Pods = PodQuality.NeverReady }, new VersionQuality { Pods = PodQuality.ImagePull }],
        },
        new(
            "good-version-rescues-a-broken-stable",
            "Stable crashes for good: a new version takes all traffic as soon as it can carry it.",
            Half,
            new Timed(When(WorldState.Healthy, 10), new PodsCrash(0, RevisionRole.Stable)),
            new Timed(When(WorldState.Healthy, 40), new NewTarget(2))),
        new(
            "abort-while-stable-does-not-answer",
            "Stable is down for 100 seconds: an abort gives it nothing while it answers nothing, and all as soon as it does.",
            Half with { Strategy = Canary(Weight(50), Pause()) },
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new PodsFlap(0, RevisionRole.Stable, 100)),
            new Timed(When(WorldState.Paused, 20), new Verb(RolloutVerb.Abort)))
        {
            TellsFrom = 1,
        },
        new(
            "failed-version-is-not-tried-again",
            "After a failure the spec goes back to what serves: nothing is started and no pod is touched.",
            Half,
            Beats.Update,
            new Timed(When(WorldState.RolledBack, 60), new Revert()))
        {
            Qualities = Beats.SecondHasPods(PodQuality.CrashLoop),
            TellsFrom = 1,
        },
        new(
            "retry-token-tries-again",
            "A new retryToken in the spec tries a failed version again: the GitOps form of retry.",
            Half,
            Beats.Update,
            new Timed(When(WorldState.RolledBack, 60), new RetryToken("second")))
        {
            Qualities = Beats.SecondHasPods(PodQuality.CrashLoop),
            TellsFrom = 1,
        },
        new(
            "promote-full-does-not-save-bad-pods",
            "promote-full skips steps, never capacity: a version without pods gets no traffic and goes back at the deadline.",
            Half,
            Beats.Update,
            new Timed(When(WorldState.Progressing, 20, visit: 2), new Verb(RolloutVerb.PromoteFull)))
        {
            Qualities = Beats.SecondHasPods(PodQuality.ImagePull),
            TellsFrom = 1,
        },
        new(
            "on-failure-pause-waits-for-a-person",
            "onFailure Pause: a failed gate holds the step, and abort goes back.",
            new Setup { Strategy = Canary(Weight(25), Gate("errors"), Weight(50)), OnFailure = FailureMode.Pause },
            Beats.Update,
            new Timed(When(WorldState.Paused, 30), new Verb(RolloutVerb.Abort)))
        {
            Qualities = Beats.SecondMeasures(GateQuality.Bad),
        },
        new(
            "on-failure-pause-outlives-its-deadline",
            "onFailure Pause: a missed deadline holds the step until somebody aborts, and is told once.",
            Half with { OnFailure = FailureMode.Pause },
            Beats.Update,
            new Timed(When(WorldState.Paused, 60), new Verb(RolloutVerb.Abort)))
        {
            Qualities = Beats.SecondHasPods(PodQuality.NeverReady),
        },
        new(
            "on-failure-pause-and-promote",
            "onFailure Pause: a person looks at a failed gate and promotes all the same.",
            new Setup { Strategy = Canary(Weight(25), Gate("errors"), Weight(50)), OnFailure = FailureMode.Pause },
            Beats.Update,
            new Timed(When(WorldState.Paused, 30), new Verb(RolloutVerb.Promote)))
        {
            Qualities = Beats.SecondMeasures(GateQuality.Bad),
            TellsFrom = 1,
        },
        new(
            "route-is-not-accepted",
            "No parent accepts the new weights: the step waits, and the deadline sends it back.",
            Half,
            Beats.Update,
            new Timed(When(WorldState.Progressing, 1, visit: 2), new RouteRefused(0, 100))),
    ];
}
