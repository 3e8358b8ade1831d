using ModelSync.Simulation.Stories;

namespace ModelSync.Simulation.Tests;

/// <summary>The golden sequences: each story is told as it was when somebody last read it. MODELSYNC_ACCEPT_STORIES=1 writes them anew.</summary>
public sealed class StoryTests
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("MODELSYNC_ACCEPT_STORIES") == "1";

    private static IEnumerable<TestCaseData> Stories() => StoryBook.All.Select(story => new TestCaseData(story.Name).SetName($"Story_{story.Name}"));

    [TestCaseSource(nameof(Stories))]
    public void A_story_is_told_as_it_was(string name)
    {
        var (text, violation) = StoryBook.All.Single(story => story.Name == name).Tell();
        Assert.That(violation, Is.Null, text);

        var file = PathOf(name);
        if (Accepts)
        {
            File.WriteAllText(file, text);
        }

        Assert.That(File.Exists(file), $"{file} does not exist: read the story below, and accept it with MODELSYNC_ACCEPT_STORIES=1.\n{text}");
        Assert.That(text, Is.EqualTo(File.ReadAllText(file)), "the story is told in another way: read it, and accept it with MODELSYNC_ACCEPT_STORIES=1");
    }

    [Test]
    public void No_file_is_left_without_a_story() =>
        Assert.That(Directory.GetFiles(Folder, "*.txt").Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(StoryBook.All.Select(story => story.Name)));

    private static string Folder => Path.Combine(KeptSeeds.Folder(), "Stories");

    private static string PathOf(string name) => Path.Combine(Folder, name + ".txt");
}
