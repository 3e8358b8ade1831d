using ModelSync.Kubernetes.Tests.LeaderElection.World;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

/// <summary>What an elector says and does where the server refuses.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TroubleTests : IDisposable
{
    private readonly LeaseWorld _world = new();

    public void Dispose() => _world.Dispose();

    [TestCase("get", "read")]
    [TestCase("create", "taken")]
    public void Missing_rights_are_named_once_and_the_election_goes_on(string verb, string what)
    {
        var node = _world.Start("a", link: link => link.Refusals[verb] = LeaseServer.Refusal(403, "Forbidden", "you may not"));
        _world.Advance(TimeSpan.FromMinutes(1));

        var warnings = node.Logs.Messages.Where(message => message.StartsWith("Warning", StringComparison.Ordinal)).ToList();
        Assert.That(warnings, Has.Count.EqualTo(1));
        Assert.That(warnings[0], Does.Contain($"could not be {what}").And.Contain("grant get, create, update and watch of leases.coordination.k8s.io in namespace system"));

        node.Link.Refusals.Clear();
        Assert.That(_world.AdvanceUntil(() => node.Leads, TimeSpan.FromSeconds(3)), Is.LessThan(TimeSpan.FromSeconds(2.1)));
    }

    [Test]
    public void A_missing_namespace_is_named()
    {
        var node = _world.Start("a", link: link => link.Refusals["create"] = LeaseServer.Refusal(404, "NotFound", "namespaces \"system\" not found"));

        Assert.That(node.Logs.Messages, Has.Some.Contains("create the namespace system"));
    }

    [Test]
    public void A_server_that_does_not_answer_is_named_and_asked_again()
    {
        var node = _world.Start("a", link: link => link.IsPartitioned = true);
        _world.Advance(TimeSpan.FromSeconds(30));
        Assert.That(node.Logs.Messages, Has.Some.Contains("no answer within 00:00:05"));

        node.Link.IsPartitioned = false;

        Assert.That(_world.AdvanceUntil(() => node.Leads, TimeSpan.FromSeconds(10)), Is.LessThan(TimeSpan.FromSeconds(5.1)));
    }

    [Test]
    public void Without_the_right_to_watch_it_polls_and_asks_for_a_watch_ever_less_often()
    {
        _world.Start("a");
        var node = _world.Start("b", mayWatch: false);

        _world.Advance(TimeSpan.FromMinutes(10));

        Assert.That(node.Link.Sent.Count(verb => verb == "watch"), Is.InRange(5, 12));
        Assert.That(node.Link.Sent.Count(verb => verb == "get"), Is.InRange(300, 376));
        Assert.That(node.Logs.Messages, Has.None.StartWith("Warning"));
        Assert.That(node.Logs.Messages, Has.Some.Contains("not watched, only polled"));
    }

    [Test]
    public void Nothing_is_written_before_the_lease_could_be_read()
    {
        var node = _world.Start("a", link: link => link.Refusals["get"] = new IOException("reset"));

        _world.Advance(TimeSpan.FromMinutes(1));

        Assert.That(node.Link.Sent, Has.None.EqualTo("create"));
    }

    [Test]
    public void A_count_of_transitions_at_its_end_is_said_and_not_turned_around()
    {
        _world.Start("x").Stop();
        _world.Server.Edit(lease => lease with { Spec = lease.Spec! with { LeaseTransitions = int.MaxValue } });

        var node = _world.Start("a");
        _world.Advance(TimeSpan.FromSeconds(10));

        Assert.That(node.Leads, Is.False);
        Assert.That(node.Logs.Messages, Has.Some.Contains("set it lower in the Lease"));
    }
}
