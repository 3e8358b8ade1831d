using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>What subscribers are told: in order, one at a time, and never at the registry's expense.</summary>
public sealed class SubscriptionTests : ClusterFixture
{
    [Test]
    public async Task A_new_subscriber_is_told_of_the_clusters_there_are()
    {
        var cluster = await AddConnectedAsync(new FakeServer("uid-1"));
        var late = new EventLog();
        using var subscription = Registry.Subscribe(late.Add);

        await late.WaitForAsync(events => events.Count == 1, Ct);

        Assert.That(late.Events[0], Is.EqualTo(new ClusterEvent(cluster, cluster.Status)));
    }

    [Test]
    public async Task A_slow_handler_holds_up_nobody_and_is_told_the_last_state_and_every_removal()
    {
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new EventLog();
        var server = new FakeServer("uid-1");
        var cluster = await AddConnectedAsync(server);
        using var subscription = Registry.Subscribe(told =>
        {
            entered.TrySetResult();
            release.Wait(Ct);
            slow.Add(told);
        });
        await entered.Task.WaitAsync(Ct);

        await LoseAsync(cluster, server);
        server.Reconnect();
        await PassAsync(TimeSpan.FromSeconds(2));
        await Log.WaitForAsync(events => events[^1].Status.State == ClusterState.Connected, Ct);
        var green = await AddConnectedAsync(new FakeServer("uid-2"), new ClusterName("green"));
        await Registry.RemoveAsync(Blue).WaitAsync(Ct);
        var next = await AddConnectedAsync(new FakeServer("uid-3"));
        release.Set();
        await slow.WaitForAsync(events => events.Any(told => ReferenceEquals(told.Cluster, next)), Ct);

        Assert.That(slow.Lines, Is.EqualTo(new[] { "blue Connected", "blue Removed", "green Connected", "blue Connected" }));
        Assert.That(slow.Events[1].Cluster, Is.SameAs(cluster));
        Assert.That(slow.Events[2].Cluster, Is.SameAs(green));
    }

    [Test]
    public async Task What_waits_for_a_handler_that_hangs_is_bounded_by_the_clusters_it_knows()
    {
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = new EventLog();
        await AddConnectedAsync(new FakeServer("uid-1"));
        using var subscription = Registry.Subscribe(told =>
        {
            entered.TrySetResult();
            release.Wait(Ct);
            slow.Add(told);
        });
        await entered.Task.WaitAsync(Ct);

        for (var i = 0; i < 100; i++)
        {
            await AddConnectedAsync(new FakeServer("u"), new ClusterName($"c{i}"));
            await Registry.RemoveAsync(new ClusterName($"c{i}"));
        }

        await Registry.RemoveAsync(Blue);
        release.Set();
        await slow.WaitForAsync(events => events.Count > 0 && events[^1].Status.State == ClusterState.Removed, Ct);

        Assert.That(slow.Lines, Is.EqualTo(new[] { "blue Connected", "blue Removed" }));
    }

    [Test]
    public async Task A_handler_that_throws_is_logged_and_told_the_next_event_all_the_same()
    {
        var log = new EventLog();
        using var subscription = Registry.Subscribe(told =>
        {
            log.Add(told);
            throw new InvalidOperationException("not ours");
        });

        var cluster = await AddConnectedAsync(new FakeServer("uid-1"));
        await Registry.RemoveAsync(Blue);
        await log.WaitForAsync(events => events.Count > 0 && events[^1].Status.State == ClusterState.Removed, Ct);

        Assert.That(log.Events, Has.All.Matches<ClusterEvent>(told => ReferenceEquals(told.Cluster, cluster)));
        Assert.That(Logs.Messages, Has.Some.Contains("A handler of cluster events failed on blue"));
    }

    [Test]
    public async Task Nobody_is_told_anything_after_the_subscription_has_ended()
    {
        var log = new EventLog();
        Registry.Subscribe(log.Add).Dispose();

        var cluster = await AddConnectedAsync(new FakeServer("uid-1"));
        await Registry.RemoveAsync(Blue);
        await WaitForAsync(cluster, ClusterState.Removed);

        Assert.That(log.Events, Is.Empty);
    }
}
