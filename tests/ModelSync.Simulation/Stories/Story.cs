using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Stories;

/// <summary>A scenario that is told: in a world without chance, so that it always reads the same.</summary>
/// <param name="Name">The name of its file, such as `canary-promotes`.</param>
/// <param name="Title">What it shows, in a sentence.</param>
/// <param name="Setup">The world before anything happens.</param>
/// <param name="Incidents">What happens, by time or by state.</param>
internal sealed record Story(string Name, string Title, Setup Setup, params IReadOnlyList<Timed> Incidents)
{
    /// <summary>How good the versions are, the first one first.</summary>
    public IReadOnlyList<VersionQuality> Qualities { get; init; } = [];

    /// <summary>How long things take.</summary>
    public Timings Timings { get; init; } = Timings.Exact;

    /// <summary>Which incident the telling begins with, from 0; -1 tells the first version too.</summary>
    public int TellsFrom { get; init; }

    /// <summary>The story as a scenario.</summary>
    public Scenario ToScenario() => new() { Setup = Setup, Timings = Timings, Qualities = Qualities, Incidents = Incidents };

    /// <summary>Lets it happen and tells it.</summary>
    public (string Text, Violation? Violation) Tell()
    {
        var scenario = ToScenario();
        var teller = new StoryTeller(scenario, TellsFrom);
        var result = SimulationRun.Run(scenario, [teller]);
        return ($"{Title}\n\n{teller.Text}", result.Violation);
    }
}
