namespace ModelSync.Simulation.Tests;

/// <summary>What the README shows of a story stands in the story, line after line; only lines between may be left out.</summary>
public sealed class ReadmeTests
{
    [Test]
    public void The_story_in_the_README_is_told_as_it_is()
    {
        var root = Path.Combine(KeptSeeds.Folder(), "..", "..");
        var readme = File.ReadAllText(Path.Combine(root, "README.md"));
        var link = readme.IndexOf("tests/ModelSync.Simulation.Tests/Stories/", StringComparison.Ordinal);
        var name = readme[link..readme.IndexOf(')', link)];
        var begin = readme.IndexOf("```\n", link, StringComparison.Ordinal) + 4;
        var shown = readme[begin..readme.IndexOf("```", begin, StringComparison.Ordinal)].TrimEnd('\n').Split('\n');
        var told = new Queue<string>(File.ReadAllLines(Path.Combine(root, name)));

        Assert.That(shown, Has.Length.GreaterThan(5));
        foreach (var line in shown)
        {
            while (told.Count > 0 && !string.Equals(told.Peek().TrimEnd(), line, StringComparison.Ordinal))
            {
                told.Dequeue();
            }

            Assert.That(told, Is.Not.Empty, () => $"{name} does not say, or not any more at this place: {line}");
        }
    }
}
