using ModelSync.Playground.Commands;

namespace ModelSync.Playground.Tests.Commands;

internal sealed class PlaygroundArgumentsTests
{
    [Test]
    public void Up_has_one_cluster_of_two_nodes_and_keeps_nothing_unless_told() => Assert.Multiple(() =>
    {
        Assert.That(Parse("up"), Is.EqualTo(new PlaygroundArguments.Up(Clusters: 1, Nodes: 2, Seed: null, KeepData: false)));
        Assert.That(Parse("up --nodes 5 --keep-data"), Is.EqualTo(new PlaygroundArguments.Up(1, 5, Seed: null, KeepData: true)));
        Assert.That(Parse("up --clusters=3 --nodes=0 --seed 7"), Is.EqualTo(new PlaygroundArguments.Up(3, 0, Seed: 7, KeepData: false)));
    });

    [Test]
    public void Binaries_status_down_and_help_are_understood() => Assert.Multiple(() =>
    {
        Assert.That(Parse("binaries"), Is.InstanceOf<PlaygroundArguments.Binaries>());
        Assert.That(Parse("status"), Is.EqualTo(new PlaygroundArguments.Status(Id: null)));
        Assert.That(Parse("down --id 4x1"), Is.EqualTo(new PlaygroundArguments.Down("4x1")));
        Assert.That(Parse("--help"), Is.InstanceOf<PlaygroundArguments.Help>());
        Assert.That(Parse("up -h"), Is.InstanceOf<PlaygroundArguments.Help>());
        Assert.That(Parse("fault --help"), Is.InstanceOf<PlaygroundArguments.Help>());
    });

    [Test]
    public void A_fault_rule_is_all_that_follows_the_options() => Assert.Multiple(() =>
    {
        Assert.That(
            Parse("fault add --cluster member-1 429 verb=create count=3"),
            Is.EqualTo(new PlaygroundArguments.FaultAdd(Id: null, "member-1", "429 verb=create count=3")));
        Assert.That(Parse("fault list"), Is.EqualTo(new PlaygroundArguments.FaultList(Id: null, Cluster: null)));
        Assert.That(Parse("fault clear"), Is.EqualTo(new PlaygroundArguments.FaultClear(Id: null, Cluster: null, Rule: null)));
        Assert.That(Parse("fault clear 3"), Is.EqualTo(new PlaygroundArguments.FaultClear(Id: null, Cluster: null, Rule: 3)));
    });

    [Test]
    public void Load_takes_a_target_and_how_much() => Assert.Multiple(() =>
    {
        Assert.That(Parse("load --target shop/fraud"), Is.EqualTo(new PlaygroundArguments.Load { Target = "shop/fraud" }));
        Assert.That(
            Parse("load --target httproute/shop/fraud --rate 50 --workers=4 --seconds 10 --requests 100 --json --cluster local --model fraud"),
            Is.EqualTo(new PlaygroundArguments.Load
            {
                Target = "httproute/shop/fraud",
                Rate = 50,
                Workers = 4,
                Seconds = 10,
                Requests = 100,
                Json = true,
                Cluster = "local",
                Model = "fraud",
            }));
    });

    [TestCase("", "no command")]
    [TestCase("restart", "restart")]
    [TestCase("binaries now", "now")]
    [TestCase("up --nodes", "--nodes takes a number from 0 to 1000")]
    [TestCase("up --nodes many", "'many'")]
    [TestCase("up --nodes -1", "'-1'")]
    [TestCase("up --nodes 1001", "'1001'")]
    [TestCase("up --clusters 0", "--clusters takes a number from 1 to 10, but got '0'")]
    [TestCase("up --nodes --keep-data", "--nodes takes a number from 0 to 1000, but got ''")]
    [TestCase("up --keep-data=yes", "--keep-data takes no value, but got 'yes'")]
    [TestCase("up --node 1", "--node")]
    [TestCase("up --node=1", "--node")]
    [TestCase("status all", "all")]
    [TestCase("fault", "add, list or clear")]
    [TestCase("fault add --kluster x 429", "--kluster")]
    [TestCase("fault list 3", "3")]
    [TestCase("fault clear all", "'all'")]
    [TestCase("load", "--target")]
    [TestCase("load --rate 0 --target a/b", "--rate takes a number from 1 to 20000, but got '0'")]
    public void What_is_wrong_is_named(string commandLine, string named) =>
        Assert.That(Parse(commandLine), Is.InstanceOf<PlaygroundArguments.Invalid>().With.Property("Error").Contains(named));

    private static PlaygroundArguments Parse(string commandLine) =>
        PlaygroundArguments.Parse(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
