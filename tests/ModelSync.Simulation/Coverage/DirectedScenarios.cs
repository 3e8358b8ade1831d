using ModelSync.Api.Rollouts;
using ModelSync.Simulation.Edits;
using ModelSync.Simulation.Engine;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;
using static ModelSync.Simulation.Scenarios.Plans;
using static ModelSync.Simulation.Scenarios.Trigger;

namespace ModelSync.Simulation.Coverage;

/// <summary>Worlds that come through a given state.</summary>
internal static class DirectedScenarios
{
    /// <summary>A world in which an incident of a kind strikes in a state; other attempts have other details.</summary>
    public static Scenario For(WorldState state, IncidentKind kind, ulong attempt)
    {
        var random = SimRandom.For(attempt, (ulong)(((int)state * 100) + (int)kind));
        var incident = new Timed(When(state, random.Below(30) / 10.0), IncidentGenerator.Next(random, kind));
        var setup = new Setup
        {
            Strategy = Canary(Weight(50), Pause(20)) with { BakeSeconds = 20 },
            Clusters = kind == IncidentKind.MemberCut ? 2 : 0,
            Traffic = kind == IncidentKind.RouteRefused || attempt % 2 == 0 ? TrafficType.GatewayAPI : TrafficType.Service,
        };
        var (path, qualities) = PathTo(state);
        return new Scenario
        {
            Seed = attempt,
            Setup = setup,
            Timings = state is WorldState.Pending or WorldState.RollingBack or WorldState.Deleting or WorldState.Promoting ? Slow : Timings.Usual,
            Qualities = qualities,
            Incidents = [.. path, incident],
        };
    }

    // States that pass quickly last longer where every call takes its time.
    private static Timings Slow { get; } = Timings.Usual with { Call = new Span(300, 900), PodStart = new Span(3000, 9000), Accept = new Span(2000, 4000) };

    private static (IReadOnlyList<Timed> Path, IReadOnlyList<VersionQuality> Qualities) PathTo(WorldState state)
    {
        Timed update = new(When(WorldState.Healthy, 5), new NewTarget(2));
        return state switch
        {
            WorldState.Pending => ([], []),
            WorldState.Healthy => ([], []),
            WorldState.Blocked => ([new(At(0), new VersionTurns(2, IsReady: false)), update], []),
            WorldState.RollingBack or WorldState.RolledBack => ([update, new(When(WorldState.Paused, 2), new Verb(RolloutVerb.Abort))], []),
            WorldState.Degraded => ([], [new VersionQuality { Pods = PodQuality.CrashLoop }]),
            WorldState.Deleting => ([new(When(WorldState.Healthy, 5), new Delete())], []),
            _ => ([update], []),
        };
    }
}
