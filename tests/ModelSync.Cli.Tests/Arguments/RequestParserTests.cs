using ModelSync.Cli.Clusters;
using ModelSync.Cli.Commands;

namespace ModelSync.Cli.Arguments;

public sealed class RequestParserTests
{
    [TestCase("stauts", "there is no command \"stauts\"; did you mean \"status\"?")]
    [TestCase("frobnicate", "there is no command \"frobnicate\"")]
    [TestCase("--watch status fraud", "--watch stands before the command: write the command first")]
    [TestCase("-n shop", "no command given")]
    [TestCase("status", "status needs NAME")]
    [TestCase("status a b", "status takes NAME, but got \"b\" besides")]
    [TestCase("version now", "version takes no operand, but got \"now\"")]
    [TestCase("status fraud --wacth", "status: there is no option --wacth; did you mean \"--watch\"?")]
    [TestCase("status fraud --timeout", "--timeout takes TIME, but got nothing")]
    [TestCase("status fraud -t --watch", "--timeout takes TIME, but got nothing")]
    [TestCase("status fraud --watch=maybe", "--watch takes no value, but got \"maybe\"")]
    [TestCase("status fraud -n a -n b", "--namespace stands twice; keep one of them")]
    [TestCase("get -o xml", "--output takes json, yaml, wide, but got \"xml\"")]
    public void What_is_wrong_is_named_with_the_remedy(string words, string error) =>
        Assert.That((Parse(words) as Request.Invalid)?.Error, Is.EqualTo(error));

    [TestCase("-n shop status fraud -w")]
    [TestCase("status --namespace=shop -w fraud")]
    [TestCase("status -nshop --watch -- fraud")]
    public void Options_may_stand_anywhere(string words)
    {
        var run = (Request.Run)Parse(words);

        Assert.Multiple(() =>
        {
            Assert.That(run.Command.Name, Is.EqualTo("status"));
            Assert.That(run.Line.Operands, Is.EqualTo(new[] { "fraud" }));
            Assert.That(run.Line.Text("namespace"), Is.EqualTo("shop"));
            Assert.That(run.Line.Has("watch"));
        });
    }

    [TestCase("", null)]
    [TestCase("--help", null)]
    [TestCase("help promote", "promote")]
    [TestCase("promote --help", "promote")]
    public void Help_is_given_about_all_or_one(string words, string? command) =>
        Assert.That(((Request.Help)Parse(words)).Command?.Name, Is.EqualTo(command));

    [Test]
    public void Groups_may_be_given_again_and_flags_taken_back()
    {
        var line = ((Request.Run)Parse("get --as a --as-group b --as-group c -A --all-namespaces=false")).Line;

        Assert.That(line.All("as-group"), Is.EqualTo(new[] { "b", "c" }));
        Assert.That(line.Has("all-namespaces"), Is.False);
    }

    [TestCase("90", 90)]
    [TestCase("90s", 90)]
    [TestCase("1h30m", 5400)]
    [TestCase("0.5s", 0.5)]
    [TestCase("250ms", 0.25)]
    [TestCase("0", 0)]
    public void Times_are_read_as_kubectl_reads_them(string text, double seconds)
    {
        Assert.That(Durations.TryParse(text, out var duration));
        Assert.That(duration, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("5 m")]
    [TestCase("-5s")]
    [TestCase("1e9s")]
    [TestCase("99999d")]
    [TestCase("5mm")]
    public void What_is_no_time_is_refused(string text) => Assert.That(Durations.TryParse(text, out _), Is.False);

    private static Request Parse(string words) => RequestParser.Parse(CommandCatalog.All, CommonOptions.All, words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
