using ModelSync.Playground.Commands;

namespace ModelSync.Playground.Tests.Commands;

internal sealed class PlaygroundArgumentsTests
{
    [Test]
    public void Up_has_two_nodes_and_keeps_nothing_unless_told() => Assert.Multiple(() =>
    {
        Assert.That(PlaygroundArguments.Parse(["up"]), Is.EqualTo(new PlaygroundArguments.Up(2, KeepData: false)));
        Assert.That(PlaygroundArguments.Parse(["up", "--nodes", "5", "--keep-data"]), Is.EqualTo(new PlaygroundArguments.Up(5, KeepData: true)));
        Assert.That(PlaygroundArguments.Parse(["up", "--nodes=0"]), Is.EqualTo(new PlaygroundArguments.Up(0, KeepData: false)));
    });

    [Test]
    public void Binaries_and_help_are_understood() => Assert.Multiple(() =>
    {
        Assert.That(PlaygroundArguments.Parse(["binaries"]), Is.InstanceOf<PlaygroundArguments.Binaries>());
        Assert.That(PlaygroundArguments.Parse(["--help"]), Is.InstanceOf<PlaygroundArguments.Help>());
        Assert.That(PlaygroundArguments.Parse(["up", "-h"]), Is.InstanceOf<PlaygroundArguments.Help>());
    });

    [TestCase("", "no command")]
    [TestCase("down", "down")]
    [TestCase("binaries now", "now")]
    [TestCase("up --nodes", "--nodes takes a number from 0 to 1000")]
    [TestCase("up --nodes many", "'many'")]
    [TestCase("up --nodes -1", "'-1'")]
    [TestCase("up --nodes 1001", "'1001'")]
    [TestCase("up --node 1", "--node")]
    public void What_is_wrong_is_named(string commandLine, string named)
    {
        var arguments = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(PlaygroundArguments.Parse(arguments), Is.InstanceOf<PlaygroundArguments.Invalid>().With.Property("Error").Contains(named));
    }
}
