using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Simulation.Invariants;
using ModelSync.Simulation.Planted;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation;

/// <summary>Runs one scenario to its rest, then looks whether the world stays silent.</summary>
internal static class SimulationRun
{
    // Long after the last thing that a plan can wait for.
    private const long Horizon = 12 * 3600 * 1000L;
    private const long QuietForAPerson = 150_000;
    private const int MostSteps = 8_000;

    /// <summary>Runs a scenario under all invariants.</summary>
    public static RunResult Run(
        Scenario scenario,
        IReadOnlyList<Witness>? more = null,
        Func<RolloutSnapshot, DateTimeOffset, Decision>? decide = null,
        PlantedBug bug = PlantedBug.None)
    {
        var tally = new Tally();
        var planted = PlantedDecisions.Wrap(bug, decide ?? RolloutPlanner.Decide);
        var sim = new ClusterSim(scenario, [tally, .. AllInvariants.Create(), .. more ?? []], planted, bug);
        try
        {
            sim.Begin();
            ComeToRest(sim);
            Silence(sim);
        }
#pragma warning disable CA1031 // Whatever a decision throws is what is looked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            sim.Violate(AllInvariants.Total, $"{error.GetType().Name}: {error.Message}\n{error.StackTrace}");
        }

        return new RunResult(scenario, sim.Violation, tally.Rollouts, tally.Decisions, tally.Writes, RestReader.Of(sim));
    }

    private static void ComeToRest(ClusterSim sim)
    {
        while (sim.Violation is null && sim.Agenda.Steps < MostSteps && !IsWaitingForAPerson(sim) && sim.Agenda.Step(Horizon))
        {
        }

        if (sim.Violation is not null)
        {
            return;
        }

        var rest = RestReader.Of(sim);
        if (rest == Rest.Restless || sim.Agenda.Steps >= MostSteps)
        {
            sim.Violate(AllInvariants.Terminates, $"The world does not come to rest after {sim.Agenda.Steps} steps: {Describe(sim)}");
            return;
        }

        sim.Audience.CameToRest(rest);
    }

    private static bool IsWaitingForAPerson(ClusterSim sim) =>
        sim.Agenda.Now - sim.LastChange > QuietForAPerson && sim.Incidents.UnderWay == 0 && RestReader.Of(sim) == Rest.WaitsForAPerson;

    // A look without news, then a restart: neither may write anything.
    private static void Silence(ClusterSim sim)
    {
        if (sim.Violation is not null)
        {
            return;
        }

        var (restedAt, status) = (sim.Agenda.Now, sim.Status);
        sim.Leader?.Wake();
        Settle(sim, restedAt, status, "a look without news");

        // A new process begins to measure anew: as long as a trial has gates that count, a restart is news.
        var meter = sim.Leader?.Gatherer.Meter;
        if (meter?.NextDue() is null && (sim.Status?.Candidate is null || meter?.HasMeasured != true))
        {
            if (sim.Leader is { } leader)
            {
                sim.Stop(leader);
            }

            sim.Start(listsStale: false);
            Settle(sim, restedAt, status, "a restart");
        }
    }

    private static void Settle(ClusterSim sim, long restedAt, ModelRolloutStatus? rested, string after)
    {
        var until = sim.Agenda.Now + 30_000;
        while (sim.Violation is null && sim.Agenda.Step(until))
        {
        }

        if (sim.Violation is null && sim.LastChange > restedAt)
        {
            sim.Violate(6, $"Converged means silent, but {after} led to a write at {sim.LastChange} ms: {Describe(sim)}; {StatusDifference.Between(rested, sim.Status)}");
        }
    }

    private static string Describe(ClusterSim sim) =>
        $"state {StateReader.Of(sim.Hub.Rollout.Value)}, candidate {sim.Status?.Candidate?.Stage}, pause {sim.Status?.Pause?.Reason}, "
        + $"clusters {string.Join(", ", (sim.Status?.Clusters ?? []).Select(cluster => $"{cluster.Name} {cluster.Stage} {cluster.Reason} {cluster.Message}"))}";
}
