using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Faults;
using ModelSync.Simulation.Scenarios;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Stories.Library;

/// <summary>Changes of traffic.type, and pods that count only after a while.</summary>
internal static class TrafficStories
{
    private static readonly Setup Short = new() { Strategy = Canary(Weight(50), Pause(20)) with { BakeSeconds = 20 } };

    /// <summary>The stories.</summary>
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            "traffic-goes-from-a-route-to-another",
            "GatewayAPI to Istio: the new route is accepted with everything at stable, then the former one goes.",
            Short,
            new Timed(When(WorldState.Healthy, 10), new TrafficEdit(TrafficType.Istio))),
        new(
            "traffic-goes-from-a-service-to-a-route",
            "Service to GatewayAPI: the entry Service stays where it is, and a route comes beside it.",
            Short with { Traffic = TrafficType.Service },
            new Timed(When(WorldState.Healthy, 10), new TrafficEdit(TrafficType.GatewayAPI))),
        new(
            "traffic-goes-from-a-route-to-a-service",
            "GatewayAPI to Service: the entry Service was there all the time, so only the route goes.",
            Short,
            new Timed(When(WorldState.Healthy, 10), new TrafficEdit(TrafficType.Service))),
        new(
            "traffic-type-waits-for-the-end-of-a-trial",
            "Another type in the middle of a trial: the trial ends by the type that it began with, then traffic changes hands.",
            Short,
            Beats.Update,
            new Timed(When(WorldState.Paused, 5), new TrafficEdit(TrafficType.Istio)))
        {
            TellsFrom = 1,
        },
        new(
            "traffic-type-changes-with-the-version",
            "Type and version in one edit: the new route is verified with stable before the new version is measured by it.",
            Short,
            new Timed(When(WorldState.Healthy, 10), new TrafficEdit(TrafficType.Istio)),
            new Timed(When(WorldState.Healthy, 10), new NewTarget(2))),
        new(
            "traffic-type-goes-back-before-it-is-accepted",
            "Nothing accepts the new route: a new version waits and says why; with the former type again nothing has happened.",
            Short,
            new Timed(When(WorldState.Healthy, 5), new RouteRefused(0, 600)),
            new Timed(When(WorldState.Healthy, 10), new TrafficEdit(TrafficType.Istio)),
            new Timed(When(WorldState.Healthy, 20), new NewTarget(2)),
            new Timed(When(WorldState.Healthy, 60), new NewTarget(1)),
            new Timed(When(WorldState.Healthy, 70), new TrafficEdit(TrafficType.GatewayAPI)))
        {
            TellsFrom = 1,
        },
        new(
            "pods-count-after-min-ready-seconds",
            "minReadySeconds 10: a step waits until its pods have been ready for that long, and a flap begins the time again.",
            Short with { MinReadySeconds = 10 },
            Beats.Update,
            new Timed(When(WorldState.Progressing, 8, visit: 2), new PodsFlap(0, RevisionRole.Candidate, 3))),
    ];
}
