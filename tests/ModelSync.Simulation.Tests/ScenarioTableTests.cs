using System.Text.RegularExpressions;
using ModelSync.Simulation.Stories;

namespace ModelSync.Simulation.Tests;

/// <summary>SCENARIOS.md names nothing that is not there, and no story is left out of it.</summary>
public sealed partial class ScenarioTableTests
{
    private static string Folder => Path.Combine(KeptSeeds.Folder(), "Stories");

    [Test]
    public void Every_story_and_test_that_is_linked_exists()
    {
        var links = Links();
        Assert.That(links, Has.Count.GreaterThan(100));
        Assert.That(links.Where(link => !Exists(link.Name, link.Target)), Is.Empty);
    }

    [Test]
    public void Every_story_is_linked() =>
        Assert.That(StoryBook.All.Select(story => story.Name).Except(Links().Select(link => link.Name)), Is.Empty);

    private static List<(string Name, string Target)> Links() =>
        [.. Link().Matches(File.ReadAllText(Path.Combine(Folder, "SCENARIOS.md"))).Select(match => (match.Groups["name"].Value, match.Groups["target"].Value))];

    // A story is its file; a test stands in its file as a method or as the class.
    private static bool Exists(string name, string target)
    {
        var file = Path.Combine(Folder, target);
        return File.Exists(file) && (target.EndsWith(".txt", StringComparison.Ordinal)
            ? string.Equals(target, name + ".txt", StringComparison.Ordinal)
            : Regex.IsMatch(File.ReadAllText(file), $@"\b(void|Task|class) {Regex.Escape(name)}\b", RegexOptions.None, TimeSpan.FromSeconds(5)));
    }

    [GeneratedRegex(@"\[(?<name>[^\]]+)\]\((?<target>[^)]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();
}
