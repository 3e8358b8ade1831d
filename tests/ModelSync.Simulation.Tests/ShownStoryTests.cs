namespace ModelSync.Simulation.Tests;

/// <summary>What docs/simulation.md shows of a story stands in the story, line after line; only lines between may be left out.</summary>
public sealed class ShownStoryTests
{
    [Test]
    public void The_story_that_the_page_shows_is_told_as_it_is()
    {
        var root = Path.Combine(KeptSeeds.Folder(), "..", "..");
        var page = File.ReadAllText(Path.Combine(root, "docs", "simulation.md"));
        var link = page.IndexOf("../tests/ModelSync.Simulation.Tests/Stories/", StringComparison.Ordinal);
        var name = page[(link + "../".Length)..page.IndexOf(')', link)];
        var begin = page.IndexOf("```\n", link, StringComparison.Ordinal) + 4;
        var shown = page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)].TrimEnd('\n').Split('\n');
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
