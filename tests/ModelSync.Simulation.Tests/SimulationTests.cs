using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Tests;

[Parallelizable(ParallelScope.Self)]
public sealed class SimulationTests
{
    private static readonly TimeSpan FreshTime = TimeSpan.FromSeconds(15);
    private const int MostFresh = 200_000;

    [Test]
    public void Kept_seeds_break_no_invariant() =>
        Assert.Multiple(() =>
        {
            foreach (var seed in KeptSeeds.All())
            {
                var result = SimulationRun.Run(ScenarioGenerator.FromSeed(seed));
                Assert.That(result.Violation, Is.Null, () => Story(result));
            }
        });

    // FsCheck draws seeds and shrinks the scenario of one that fails; what it prints is the shortest story that still breaks something.
    [Test]
    public void Fresh_seeds_break_no_invariant()
    {
        var first = (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() & int.MaxValue);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fresh seeds from {first} on"));
        var started = TimeProvider.System.GetTimestamp();
        var next = first;
        var scenarios = Gen.Fresh(() => ScenarioGenerator.FromSeed((ulong)Interlocked.Increment(ref next)));
        var property = Prop.ForAll(Arb.From(scenarios, ScenarioShrinker.Simpler), scenario =>
        {
            if (TimeProvider.System.GetElapsedTime(started) > FreshTime)
            {
                return true.Label("the time is over");
            }

            var result = SimulationRun.Run(scenario);
            return (result.Violation is null).Label($"{result.Violation}; add seed {scenario.Seed} to {KeptSeeds.FileName}, `modelsync-simulate seed {scenario.Seed}` tells it");
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(MostFresh), property);
    }

    [Test]
    public void The_same_scenario_makes_the_same_history()
    {
        foreach (var seed in KeptSeeds.All().Take(20))
        {
            var scenario = ScenarioGenerator.FromSeed(seed);
            var first = SimulationRun.Run(scenario);
            var second = SimulationRun.Run(scenario);
            Assert.That(second, Is.EqualTo(first), () => $"seed {seed}");
        }
    }

    private static string Story(RunResult result)
    {
        var shortest = ScenarioShrinker.Shrink(result, scenario => SimulationRun.Run(scenario));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {result.Scenario.Seed}: {shortest.Violation}\n{shortest.Scenario}\n`modelsync-simulate seed {result.Scenario.Seed}` tells the whole story.");
    }
}
