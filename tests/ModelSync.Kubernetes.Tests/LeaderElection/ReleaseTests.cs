using ModelSync.Kubernetes.Tests.LeaderElection.World;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

/// <summary>Handing over: a release after the work is done, and a take-over at once.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReleaseTests : IDisposable
{
    private readonly LeaseWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public void A_leader_that_is_told_to_stop_ends_its_term_and_then_gives_the_lease_up()
    {
        var node = _world.Start("a");
        var lost = node.Elector.Current!.Lost;
        var heldWhenLost = string.Empty;
        using var registration = lost.Register(() => heldWhenLost = $"{_world.Server.Lease!.Spec!.HolderIdentity}, {node.Elector.Current}");

        node.Stop();

        Assert.That(node.Running.IsCompletedSuccessfully);
        Assert.That(heldWhenLost, Is.EqualTo("a, "), "the term is over before the lease is free");
        Assert.That(_world.Server.Lease!.Spec!.HolderIdentity, Is.Empty);
        Assert.That(_world.Server.Lease.Spec.LeaseDurationSeconds, Is.EqualTo(1));
        Assert.That(_world.Server.Lease.Spec.LeaseTransitions, Is.EqualTo(1));
    }

    [TestCase(true, 0.1)]
    [TestCase(false, 2.0)]
    public void The_next_leads_soon_after_a_release(bool mayWatch, double seconds)
    {
        var first = _world.Start("a", mayWatch: mayWatch);
        var second = _world.Start("b", mayWatch: mayWatch);
        _world.Advance(TimeSpan.FromSeconds(8));

        first.Stop();

        Assert.That(_world.AdvanceUntil(() => second.Leads, TimeSpan.FromSeconds(10)), Is.LessThanOrEqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public void A_renewal_that_was_on_its_way_does_not_prevent_the_release()
    {
        var node = _world.Start("a");
        node.Link.Delay = TimeSpan.FromMilliseconds(500);
        _world.Advance(TimeSpan.FromSeconds(2.3));

        node.Stop();
        _world.Advance(TimeSpan.FromSeconds(4));

        Assert.That(node.Running.IsCompletedSuccessfully);
        Assert.That(_world.Server.Lease!.Spec!.HolderIdentity, Is.Empty);
    }

    [Test]
    public void A_release_is_tried_again_and_given_up_in_time()
    {
        var node = _world.Start("a");
        node.Link.Refusals["replace"] = new IOException("reset");

        node.Stop();

        Assert.That(_world.AdvanceUntil(() => node.Running.IsCompleted, TimeSpan.FromSeconds(6)), Is.GreaterThan(TimeSpan.FromSeconds(4)));
        Assert.That(node.Running.IsCompletedSuccessfully);
        Assert.That(node.Link.Sent.Count(verb => verb == "replace"), Is.GreaterThan(3));
        Assert.That(node.Logs.Messages, Has.Some.Contains("could not be released"));
    }

    [Test]
    public void A_release_that_fails_once_succeeds_the_next_time()
    {
        var node = _world.Start("a");
        node.Link.Refusals["replace"] = new IOException("reset");
        node.Stop();
        node.Link.Refusals.Clear();

        _world.AdvanceUntil(() => node.Running.IsCompleted, TimeSpan.FromSeconds(1));

        Assert.That(_world.Server.Lease!.Spec!.HolderIdentity, Is.Empty);
    }

    [Test]
    public void What_another_has_taken_meanwhile_is_not_released()
    {
        var node = _world.Start("a");
        _world.Server.Edit(lease => lease with { Spec = lease.Spec! with { HolderIdentity = "b" } });

        node.Stop();

        Assert.That(node.Running.IsCompletedSuccessfully);
        Assert.That(_world.Server.Lease!.Spec!.HolderIdentity, Is.EqualTo("b"));
    }

    [Test]
    public void A_follower_that_is_told_to_stop_writes_nothing()
    {
        _world.Start("a");
        var second = _world.Start("b");
        _world.Advance(TimeSpan.FromSeconds(3));

        second.Stop();

        Assert.That(second.Running.IsCompletedSuccessfully);
        Assert.That(second.Link.Sent, Has.None.EqualTo("replace"));
        Assert.That(_world.Server.Watchers, Is.Zero);
        Assert.That(second.Clock.ArmedTimers, Is.Zero);
    }

    [Test]
    public void Nothing_is_left_behind_by_a_leader_that_has_stopped()
    {
        var node = _world.Start("a");
        _world.Advance(TimeSpan.FromSeconds(3));

        node.Stop();

        Assert.That(node.Clock.ArmedTimers, Is.Zero);
        Assert.That(_world.Server.Watchers, Is.Zero);
    }

    // Work that ignores its end may still go on: the others have to wait.
    [Test]
    public void A_lease_that_is_to_be_kept_is_not_released()
    {
        var node = _world.Start("a");
        node.Elector.KeepLease();

        node.Stop();

        Assert.That(node.Running.IsCompletedSuccessfully);
        Assert.That(node.Leads, Is.False);
        Assert.That(_world.Server.Lease!.Spec!.HolderIdentity, Is.EqualTo("a"));
    }
}
