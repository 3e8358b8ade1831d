using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Tests.LeaderElection.World;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

/// <summary>How long a term lasts, and how it ends.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TermTests : IDisposable
{
    private readonly LeaseWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public void A_leader_renews_every_retry_period()
    {
        var node = _world.Start("a");
        var before = _world.Server.Writes;

        _world.Advance(TimeSpan.FromSeconds(20.1));

        Assert.That(_world.Server.Writes - before, Is.EqualTo(10));
        Assert.That(node.Link.Sent.Count(verb => verb == "get"), Is.EqualTo(1), "a renewal is one request");
    }

    [Test]
    public void Every_renewal_is_a_change_also_where_the_wall_clock_stands_still()
    {
        var node = _world.Start("a");
        var first = _world.Server.Lease!.Spec!.RenewTime;
        node.Clock.JumpWallClock(TimeSpan.FromSeconds(-2));

        _world.Advance(TimeSpan.FromSeconds(2.1));

        Assert.That(_world.Server.Lease.Spec!.RenewTime, Is.Not.EqualTo(first));
    }

    [Test]
    public void Whoever_cannot_renew_stops_at_the_deadline_before_another_starts()
    {
        var first = _world.Start("a");
        var second = _world.Start("b");
        _world.Advance(TimeSpan.FromSeconds(7));
        var lost = first.Elector.Current!.Lost;
        var renewedAt = _world.Server.WrittenAt;

        first.Link.IsPartitioned = true;
        _world.AdvanceUntil(() => !first.Leads, TimeSpan.FromSeconds(11));

        Assert.That(_world.Now - renewedAt, Is.InRange(TimeSpan.FromSeconds(9.9), TimeSpan.FromSeconds(10.1)));
        Assert.That(lost.IsCancellationRequested);
        Assert.That(first.Running.Exception?.InnerException, Is.InstanceOf<LeadershipLostException>());
        Assert.That(_world.AdvanceUntil(() => second.Leads, TimeSpan.FromSeconds(10)), Is.InRange(TimeSpan.FromSeconds(4.9), TimeSpan.FromSeconds(5.2)));
    }

    // csharp's elector lets the renewal run on past the deadline, and it can renew later.
    [Test]
    public void A_renewal_in_flight_ends_with_the_term_and_its_late_answer_does_not_bring_it_back()
    {
        var first = _world.Start("a");
        _world.Advance(TimeSpan.FromSeconds(1));
        first.Link.Delay = TimeSpan.FromSeconds(5.5);

        _world.AdvanceUntil(() => !first.Leads, TimeSpan.FromSeconds(11));
        _world.Advance(TimeSpan.FromSeconds(12));

        Assert.That(_world.Server.WrittenAt, Is.GreaterThan(TimeSpan.FromSeconds(7)), "the renewal has arrived late");
        Assert.That(first.Leads, Is.False);
        Assert.That(first.Running.IsFaulted);
    }

    [Test]
    public void An_answer_that_takes_long_does_not_stretch_the_term()
    {
        var first = _world.Start("a");
        _world.Advance(TimeSpan.FromSeconds(1.9));

        // Sent at 2 s, answered at 6 s: the term lasts until 12 s, not until 16 s.
        first.Link.Delay = TimeSpan.FromSeconds(2);
        _world.Advance(TimeSpan.FromSeconds(3));
        first.Link.IsPartitioned = false;
        _world.AdvanceUntil(() => _world.Now >= TimeSpan.FromSeconds(6.1), TimeSpan.FromSeconds(5));
        first.Link.IsPartitioned = true;
        _world.AdvanceUntil(() => !first.Leads, TimeSpan.FromSeconds(11));

        Assert.That(_world.Now, Is.InRange(TimeSpan.FromSeconds(11.9), TimeSpan.FromSeconds(12.1)));
    }

    [Test]
    public void One_request_that_hangs_leaves_time_for_another()
    {
        var node = _world.Start("a");
        node.Link.Unanswered.Add("replace");
        _world.AdvanceUntil(() => node.Link.Sent.Count(verb => verb == "replace") == 1, TimeSpan.FromSeconds(3));
        node.Link.Unanswered.Clear();

        _world.Advance(TimeSpan.FromMinutes(1));

        Assert.That(node.Leads);
    }

    [Test]
    public void A_renewal_without_an_answer_that_was_carried_out_is_found_and_renewed_again()
    {
        var node = _world.Start("a");
        node.Link.Unanswered.Add("replace");
        _world.Advance(TimeSpan.FromSeconds(3));
        node.Link.Unanswered.Clear();

        _world.Advance(TimeSpan.FromSeconds(30));

        Assert.That(node.Leads);
        Assert.That(node.Link.Sent, Has.Exactly(2).EqualTo("get"));
    }

    [Test]
    public void A_change_by_somebody_else_is_read_and_the_lease_renewed_on_top_of_it()
    {
        var node = _world.Start("a");
        _world.Advance(TimeSpan.FromSeconds(1));
        _world.Server.Edit(lease => lease with { Metadata = lease.Metadata with { Finalizers = ["x"] } });

        _world.Advance(TimeSpan.FromSeconds(5));

        Assert.That(node.Leads);
        Assert.That(_world.Server.Lease!.Metadata.Finalizers, Is.EqualTo(new[] { "x" }));
        Assert.That(_world.Server.WrittenAt, Is.GreaterThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Whoever_finds_another_in_the_lease_stops_at_once()
    {
        var node = _world.Start("a");
        _world.Advance(TimeSpan.FromSeconds(1));
        var lost = node.Elector.Current!.Lost;
        _world.Server.Edit(lease => lease with { Spec = lease.Spec! with { HolderIdentity = "b", LeaseTransitions = 9 } });

        Assert.That(_world.AdvanceUntil(() => !node.Leads, TimeSpan.FromSeconds(5)), Is.LessThan(TimeSpan.FromSeconds(1.1)));
        Assert.That(lost.IsCancellationRequested);
        Assert.That(node.Running.Exception!.InnerException!.Message, Does.Contain("held by b"));
        Assert.That(_world.Server.Lease!.Spec!.HolderIdentity, Is.EqualTo("b"), "what is another's is not released");
    }

    [Test]
    public void A_lease_that_was_deleted_is_created_again_in_the_same_term()
    {
        var node = _world.Start("a");
        _world.Advance(TimeSpan.FromSeconds(1));
        var term = node.Elector.Current;
        _world.Server.Delete();

        _world.Advance(TimeSpan.FromSeconds(30));

        Assert.That(node.Elector.Current, Is.SameAs(term));
        Assert.That(_world.Server.Lease!.Spec!.LeaseTransitions, Is.EqualTo(1));
    }

    [Test]
    public void A_listener_that_throws_does_not_keep_the_term_alive()
    {
        var node = _world.Start("a");
        using var registration = node.Elector.Current!.Lost.Register(() => throw new InvalidOperationException("listener"));
        node.Stop();

        Assert.That(node.Running.IsCompletedSuccessfully);
        Assert.That(_world.Server.Lease!.Spec!.HolderIdentity, Is.Empty);
        Assert.That(node.Logs.Messages, Has.Some.Contains("listens to the end of the term"));
    }

    [Test]
    public void An_elector_runs_once()
    {
        var node = _world.Start("a");
        node.Stop();

        Assert.That(async () => await node.Elector.RunAsync(CancellationToken.None), Throws.InvalidOperationException);
    }

    [Test]
    public void Waiting_for_a_term_ends_with_the_election()
    {
        _world.Start("a");
        var second = _world.Start("b");
        var waiting = second.Elector.WaitAsync(CancellationToken.None);

        second.Stop();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void An_election_is_unhealthy_only_where_its_loops_hang()
    {
        var node = _world.Start("a");
        node.Link.Refusals["replace"] = new IOException("reset");
        _world.Advance(TimeSpan.FromSeconds(9));
        Assert.That(node.Elector.CheckHealth(TimeSpan.FromSeconds(20)).IsHealthy);
        Assert.That(node.Elector.CheckHealth(TimeSpan.FromSeconds(20)).Name, Is.EqualTo("leader-election"));

        // What a wedged process looks like: its loops have waited since the last beat, while its clock went on.
        var hung = _world.Start("b", link: link => link.HangsForEver = true);
        hung.Clock.Advance(TimeSpan.FromSeconds(36));

        Assert.That(hung.Elector.CheckHealth(TimeSpan.FromSeconds(20)).Message, Does.Contain("has not moved for 36 s"));
    }
}
