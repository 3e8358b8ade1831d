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
    private const double UpdateDelay = 5;

    /// <summary>A world in which an incident of a kind strikes in a state; other attempts have other details.</summary>
    public static Scenario For(WorldState state, IncidentKind kind, ulong attempt)
    {
        var random = SimRandom.For(attempt, (ulong)(((int)state * 100) + (int)kind));
        var delay = state switch
        {
            WorldState.Promoting or WorldState.Pending => random.Below(2) / 10.0,
            WorldState.Healthy when kind == IncidentKind.Revert => UpdateDelay,
            _ => random.Below(30) / 10.0,
        };
        var incident = new Timed(When(state, delay, VisitOf(state)), IncidentGenerator.Next(random, kind));
        var setup = new Setup
        {
            Strategy = Canary(Weight(50), Pause(20)) with { BakeSeconds = 20 },
            Clusters = kind is IncidentKind.MemberCut or > IncidentKind.TrafficEdit ? 2 : 0,
            Waves = kind is IncidentKind.WaveEdit or IncidentKind.Relabel ? 2 : 1,
            Traffic = kind == IncidentKind.RouteRefused || attempt % 2 == 0 ? TrafficType.GatewayAPI : TrafficType.Service,
        };
        var (path, qualities) = PathTo(state, kind);
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

    // The first version goes through these without a stable revision; an update comes to them a second time.
    private static int VisitOf(WorldState state) => state is WorldState.Progressing or WorldState.Promoting or WorldState.Baking ? 2 : 1;

    private static (IReadOnlyList<Timed> Path, IReadOnlyList<VersionQuality> Qualities) PathTo(WorldState state, IncidentKind kind)
    {
        Timed update = new(When(WorldState.Healthy, UpdateDelay), new NewTarget(2));
        return state switch
        {
            WorldState.Pending => ([], []),
            WorldState.Healthy when kind != IncidentKind.Revert => ([], []),
            WorldState.Blocked => ([new(At(0), new VersionTurns(2, IsReady: false)), update], []),
            WorldState.RollingBack or WorldState.RolledBack => ([update, new(When(WorldState.Paused, 2), new Verb(RolloutVerb.Abort))], []),
            WorldState.Degraded => ([update], [VersionQuality.Fine, new VersionQuality { IsTemplateRefused = true }]),
            WorldState.Deleting => ([update, new(When(WorldState.Paused, 5), new Delete())], []),
            _ => ([update], []),
        };
    }
}
