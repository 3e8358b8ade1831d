using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Tests.LeaderElection.World;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

/// <summary>Who becomes leader, and when.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ElectionTests : IDisposable
{
    private readonly LeaseWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task The_first_leads_at_once_where_there_is_no_lease()
    {
        var node = _world.Start("a");

        var term = await node.Elector.WaitAsync(CancellationToken.None);
        Assert.That(node.Elector.Current, Is.SameAs(term));
        Assert.That(term, Is.EqualTo(new LeadershipTerm(1, "a", term.Lost)));
        Assert.That(_world.Server.Lease!.Spec!.HolderIdentity, Is.EqualTo("a"));
        Assert.That(_world.Server.Lease.Spec.LeaseDurationSeconds, Is.EqualTo(15));
    }

    [Test]
    public void Whoever_hears_of_its_own_claim_first_by_the_watch_takes_it_for_nobody_elses()
    {
        var node = _world.Start("a", delay: TimeSpan.FromMilliseconds(20));

        _world.AdvanceUntil(() => node.Leads, TimeSpan.FromSeconds(1));

        Assert.That(node.Link.Sent, Has.Member("watch"));
        Assert.That(node.Logs.Messages, Has.None.Contains("is held by a"));
    }

    [Test]
    public void A_second_waits_while_the_first_renews()
    {
        var first = _world.Start("a");
        var second = _world.Start("b");

        _world.Advance(TimeSpan.FromMinutes(5));

        Assert.That(first.Leads && !second.Leads);
        Assert.That(_world.Terms, Has.Count.EqualTo(1));
    }

    // csharp #1599 asks for the times in the Lease to be believed: that is the clock of another machine.
    [TestCase(-3600)]
    [TestCase(3600)]
    public void Wall_clocks_decide_nothing(int seconds)
    {
        var first = _world.Start("a");
        var second = _world.Start("b");
        second.Clock.JumpWallClock(TimeSpan.FromSeconds(seconds));
        _world.Advance(TimeSpan.FromSeconds(5));
        first.Clock.JumpWallClock(TimeSpan.FromSeconds(seconds * -2));

        _world.Advance(TimeSpan.FromMinutes(2));

        Assert.That(first.Leads);
    }

    [Test]
    public void A_lease_that_looks_long_expired_is_waited_for_by_our_own_clock()
    {
        _world.Server.Create(Held("gone", seconds: 15, renewed: "2001-01-01T00:00:00.000000Z"));

        var node = _world.Start("a");

        Assert.That(_world.AdvanceUntil(() => node.Leads, TimeSpan.FromMinutes(1)), Is.InRange(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15.1)));
    }

    // csharp #1640: the replicas of two releases may be configured differently.
    [Test]
    public void The_holders_own_duration_is_waited_for()
    {
        _world.Server.Create(Held("gone", seconds: 40));

        var node = _world.Start("a");

        Assert.That(_world.AdvanceUntil(() => node.Leads, TimeSpan.FromMinutes(1)), Is.InRange(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(40.1)));
    }

    [Test]
    public void A_lease_without_a_duration_is_waited_for_as_long_as_our_own()
    {
        _world.Server.Create(Held("gone", seconds: null));

        var node = _world.Start("a");

        Assert.That(_world.AdvanceUntil(() => node.Leads, TimeSpan.FromMinutes(1)), Is.InRange(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15.1)));
    }

    [Test]
    public void An_annotation_that_keeps_changing_does_not_keep_a_dead_leader_in_office()
    {
        _world.Server.Create(Held("gone", seconds: 15));
        var node = _world.Start("a");

        for (var second = 0; second < 20 && !node.Leads; second++)
        {
            _world.Advance(TimeSpan.FromSeconds(1));
            if (!node.Leads)
            {
                _world.Server.Edit(lease => lease with { Metadata = lease.Metadata with { Annotations = StringMap.From([new("second", $"{second}")]) } });
            }
        }

        Assert.That(node.Leads);
        Assert.That(_world.Now, Is.LessThan(TimeSpan.FromSeconds(17)));
    }

    [TestCase("")]
    [TestCase(null)]
    public void A_released_lease_is_taken_at_once(string? holder)
    {
        _world.Server.Create(Held(holder, seconds: 15, transitions: 7));

        var node = _world.Start("a");

        Assert.That(node.Elector.Current!.Epoch, Is.EqualTo(8));
    }

    [Test]
    public void The_term_after_a_release_has_an_epoch_of_its_own_also_for_the_same_identity()
    {
        var first = _world.Start("a");
        first.Stop();
        var second = _world.Start("a");

        Assert.That(_world.Terms.Select(term => term.Epoch), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(second.Leads);
    }

    // A container that was killed and restarted with a fixed identity: the old one may still run on a node that is cut off.
    [Test]
    public void A_lease_of_the_same_identity_that_is_not_ours_is_waited_for()
    {
        _world.Server.Create(Held("a", seconds: 15, transitions: 3));

        var node = _world.Start("a");

        Assert.That(_world.AdvanceUntil(() => node.Leads, TimeSpan.FromMinutes(1)), Is.InRange(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15.1)));
        Assert.That(node.Elector.Current!.Epoch, Is.EqualTo(4));
    }

    [Test]
    public void A_first_write_whose_answer_gets_lost_does_not_cost_a_whole_lease()
    {
        var node = _world.Start("a", link: link => link.Unanswered.Add("create"));
        Assert.That(_world.Server.Lease!.Spec!.HolderIdentity, Is.EqualTo("a"));
        Assert.That(node.Leads, Is.False);

        Assert.That(_world.AdvanceUntil(() => node.Leads, TimeSpan.FromSeconds(20)), Is.LessThan(TimeSpan.FromSeconds(8)));
        Assert.That(node.Elector.Current!.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void Of_two_who_write_at_once_one_leads_and_the_other_reads_again()
    {
        var delay = TimeSpan.FromMilliseconds(100);
        var first = _world.Start("a", delay: delay);
        var second = _world.Start("b", delay: delay);

        _world.Advance(TimeSpan.FromSeconds(1));

        Assert.That(first.Leads ^ second.Leads);
        var loser = first.Leads ? second : first;
        Assert.That(loser.Link.Sent.Count(verb => verb == "create"), Is.EqualTo(1));
        Assert.That(loser.Logs.Messages, Has.None.StartWith("Warning"));
    }

    [Test]
    public void Whoever_saw_a_lease_that_was_deleted_waits_until_its_holder_has_noticed()
    {
        var first = _world.Start("a");
        var second = _world.Start("b");
        first.Link.IsPartitioned = true;
        _world.Advance(TimeSpan.FromSeconds(4));

        _world.Server.Delete();
        _world.Advance(TimeSpan.FromSeconds(4));

        Assert.That(first.Leads && !second.Leads);
        _world.AdvanceUntil(() => second.Leads, TimeSpan.FromSeconds(17));
        Assert.That(second.Elector.Current!.Epoch, Is.EqualTo(2));
    }

    [Test]
    public void A_backup_that_sets_the_versions_back_does_not_confuse_for_good()
    {
        _world.Server.Create(Held("other", seconds: 15));
        var node = _world.Start("a");
        _world.Advance(TimeSpan.FromSeconds(1));

        _world.Server.RestoreBackup(Held("third", seconds: 15));

        Assert.That(_world.AdvanceUntil(() => node.Leads, TimeSpan.FromSeconds(20)), Is.LessThan(TimeSpan.FromSeconds(17.1)));
    }

    [Test]
    public void Fields_that_others_put_into_the_lease_stay()
    {
        var lease = System.Text.Json.JsonSerializer.Deserialize(
            """{"metadata":{"name":"lease","namespace":"system","labels":{"x":"y"}},"spec":{"holderIdentity":"","strategy":"OldestEmulationVersion"},"later":1}""", Lease.TypeInfo)!;
        _world.Server.Create(lease);

        var node = _world.Start("a");
        _world.Advance(TimeSpan.FromSeconds(5));

        Assert.That(node.Leads);
        Assert.That(_world.Server.Lease!.Spec!.Unknown!["strategy"].GetString(), Is.EqualTo("OldestEmulationVersion"));
        Assert.That(_world.Server.Lease.Unknown!.ContainsKey("later"));
    }

    private static Lease Held(string? holder, int? seconds, string renewed = "2030-01-01T12:00:00.000000Z", int transitions = 0) => new()
    {
        Metadata = new ObjectMeta { Name = "lease", Namespace = "system" },
        Spec = new LeaseSpec { HolderIdentity = holder, LeaseDurationSeconds = seconds, RenewTime = MicroTime.Parse(renewed), LeaseTransitions = transitions },
    };
}
