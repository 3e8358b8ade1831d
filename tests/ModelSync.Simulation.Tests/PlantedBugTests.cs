using System.Globalization;
using ModelSync.Simulation.Invariants;
using ModelSync.Simulation.Planted;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Tests;

/// <summary>The negative control: a mistake for each invariant, made on purpose, is found by that invariant within a minute, and shrinks to a short story.</summary>
public sealed class PlantedBugTests
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);
    private const int ShortStory = 4;

    private static IEnumerable<string> Bugs() => Enum.GetNames<PlantedBug>().Where(name => name != nameof(PlantedBug.None));

    [TestCaseSource(nameof(Bugs))]
    public void A_planted_bug_is_found(string name)
    {
        var bug = Enum.Parse<PlantedBug>(name);
        var invariant = PlantedSearch.InvariantOf(bug);

        var (found, seeds) = PlantedSearch.Find(bug, MostTime);

        Assert.That(found, Is.Not.Null, $"{bug} was not found");
        var shortest = ScenarioShrinker.Shrink(found!, scenario => SimulationRun.Run(scenario, bug: bug));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"found in world {seeds}: {shortest.Violation}\n{shortest.Scenario}"));
        Assert.That(shortest.Scenario.Incidents, Has.Count.LessThanOrEqualTo(ShortStory));
        Assert.That(SimulationRun.Run(shortest.Scenario).Violation?.Invariant, Is.Not.EqualTo(invariant), "without the bug the same story breaks nothing");
    }

    [Test]
    public void There_is_a_planted_bug_for_each_invariant() =>
        Assert.That(Bugs().Select(name => PlantedSearch.InvariantOf(Enum.Parse<PlantedBug>(name))).Distinct(), Is.EqualTo([.. Enumerable.Range(1, 10), AllInvariants.ChangesHands, AllInvariants.Placement]));
}
