using System.Text.RegularExpressions;
using ModelSync.Reference.Reasons;
using ModelSync.Testing;

namespace ModelSync.Reference.Tests;

/// <summary>What rollouts say in the stories of the simulation is what the reference says that they can.</summary>
public sealed partial class StoryTests
{
    private static readonly string[] Stories =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "ModelSync.Simulation.Tests", "Stories"), "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    [Test]
    public void Every_condition_of_a_story_is_in_the_reference()
    {
        var known = RolloutChapter.Write().Uses.SelectMany(static use => use.Places.Select(place => $"{place} {use.Reason}"))
            .Concat(VersionChapter.Write().Uses.Where(static use => use.Places.Contains("Ready False")).Select(static use => $"Ready False {use.Reason}"));

        var said = Stories.SelectMany(static story => Condition().Matches(story)).Select(static match => $"{match.Groups["type"].Value} {match.Groups["status"].Value} {match.Groups["reason"].Value}").ToHashSet();

        Assert.That(said, Has.Count.GreaterThan(80));
        Assert.That(said.Except(known), Is.Empty, "give the reason this place in RolloutChapter");
    }

    [Test]
    public void Every_reason_for_which_a_cluster_waits_in_a_story_is_in_the_reference()
    {
        var known = RolloutChapter.Write().Uses.Where(static use => use.Places.Contains("status.clusters")).Select(static use => use.Reason);

        var said = Stories.SelectMany(static story => Wait().Matches(story)).Select(static match => match.Groups["reason"].Value).ToHashSet();

        Assert.That(said, Has.Count.GreaterThan(10));
        Assert.That(said.Except(known), Is.Empty, "give the reason the place status.clusters in RolloutChapter");
    }

    [Test]
    public void Every_Event_of_a_story_is_in_the_reference_with_its_type()
    {
        var known = EventBook.Rollouts.SelectMany(static told => new[] { told.IsNormal ? told.Reason : "", told.IsWarning ? $"Warning {told.Reason}" : "" })
            .Concat(VersionChapter.Write().Uses.Select(static use => use.Reason));

        var told = Stories.SelectMany(static story => Event().Matches(story)).Select(static match => match.Groups["event"].Value).ToHashSet();

        Assert.That(told, Has.Count.GreaterThan(40));
        Assert.That(told.Except(known), Is.Empty, "add the Event to EventBook");
    }

    [GeneratedRegex(@"says  condition (?<type>\w+): (?<status>True|False|Unknown) (?<reason>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Condition();

    [GeneratedRegex(@"says  \S+ waits: (?<reason>[A-Z]\w+):", RegexOptions.ExplicitCapture)]
    private static partial Regex Wait();

    [GeneratedRegex(@"tells (?<event>(Warning )?[A-Z]\w+):", RegexOptions.ExplicitCapture)]
    private static partial Regex Event();
}
