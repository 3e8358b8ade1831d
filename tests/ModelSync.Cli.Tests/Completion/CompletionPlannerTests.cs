using ModelSync.Cli.Commands;

namespace ModelSync.Cli.Completion;

public sealed class CompletionPlannerTests
{
    [TestCase("", "get status history")]
    [TestCase("status fraud --", "--namespace --context")]
    [TestCase("get -o ", "json yaml wide")]
    [TestCase("completion ", "bash zsh fish kubectl")]
    public void Words_that_need_no_cluster(string words, string first)
    {
        var expected = first.Split(' ');

        Assert.That(Plan(words).Words.Select(word => word.Word).Take(expected.Length), Is.EqualTo(expected));
    }

    [TestCase("status ", "Rollouts")]
    [TestCase("-n shop promote --full ", "Rollouts")]
    [TestCase("diff 1.0.0 ", "Versions")]
    [TestCase("versions ", "Models")]
    [TestCase("get -n ", "Namespaces")]
    [TestCase("--context ", "Contexts")]
    [TestCase("status --timeout ", "None")]
    public void Names_that_a_cluster_knows(string words, string names) => Assert.That(Plan(words).Names.ToString(), Is.EqualTo(names));

    [Test]
    public void Files_are_left_to_the_shell() => Assert.That(Plan("lint ").IsFile);

    [Test]
    public void Options_before_say_which_cluster()
    {
        var line = Plan("status --context=east -n shop ").Line;

        Assert.That((line.Text("context"), line.Text("namespace")), Is.EqualTo(("east", "shop")));
    }

    private static CompletionQuery Plan(string words) => CompletionPlanner.Plan(CommandCatalog.All, words.Split(' '));
}
