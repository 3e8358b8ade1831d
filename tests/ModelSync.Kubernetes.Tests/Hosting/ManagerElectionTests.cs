using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.LeaderElection.World;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Hosting;

/// <summary>The manager with the elector that it is made for.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ManagerElectionTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly LeaseServer _server = new();
    private readonly LeaseLink _link = new((_, _) => { });
    private readonly Probe _worker = new("worker", []) { Drains = true };

    public void Dispose()
    {
        _stop.Dispose();
        _limit.Dispose();
    }

    [Test]
    public async Task A_lease_is_held_while_the_work_drains_and_released_after()
    {
        var running = await LeadAsync(TimeSpan.FromSeconds(30));

        await _stop.CancelAsync();
        await _worker.Stopping.WaitAsync(_limit.Token);
        Assert.That(_server.Lease!.Spec!.HolderIdentity, Is.EqualTo("a"));
        _worker.End();
        await running.WaitAsync(_limit.Token);

        Assert.That(_server.Lease.Spec.HolderIdentity, Is.Empty);
    }

    // What still works in our term must not meet another leader.
    [Test]
    public async Task A_lease_is_left_to_expire_where_the_work_does_not_end()
    {
        // Shorter than a retry period, so that the clock may jump over it.
        var grace = TimeSpan.FromSeconds(1.5);
        var running = await LeadAsync(grace);

        await _stop.CancelAsync();
        await _clock.WaitForTimerDueInAsync(grace, _limit.Token);
        _clock.Advance(grace);

        Assert.That(async () => await running.WaitAsync(_limit.Token), Throws.InstanceOf<TimeoutException>());
        Assert.That(_server.Lease!.Spec!.HolderIdentity, Is.EqualTo("a"));
        _worker.End();
    }

    [Test]
    public async Task After_a_loss_there_is_only_the_time_until_another_may_lead()
    {
        var running = await LeadAsync(TimeSpan.FromSeconds(30));

        _server.Edit(lease => lease with { Spec = lease.Spec! with { HolderIdentity = "b" } });
        _clock.Advance(TimeSpan.FromSeconds(2));
        await _worker.Stopping.WaitAsync(_limit.Token);
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(5), _limit.Token);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(async () => await running.WaitAsync(_limit.Token), Throws.InstanceOf<LeadershipLostException>().With.Message.Contains("held by b"));
        Assert.That(_server.Lease!.Spec!.HolderIdentity, Is.EqualTo("b"));
        _worker.End();
    }

    // The grace period is ours to give only as long as the term is.
    [Test]
    public async Task A_loss_while_the_work_drains_leaves_only_the_time_until_another_may_lead()
    {
        var running = await LeadAsync(TimeSpan.FromSeconds(30));
        await _stop.CancelAsync();
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(30), _limit.Token);

        _link.IsPartitioned = true;
        _clock.Advance(TimeSpan.FromSeconds(10));
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(5), _limit.Token);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(async () => await running.WaitAsync(_limit.Token), Throws.InstanceOf<LeadershipLostException>());
        _worker.End();
    }

    [Test]
    public async Task A_loss_at_the_end_of_the_grace_period_does_not_prolong_it()
    {
        var grace = TimeSpan.FromSeconds(12);
        var running = await LeadAsync(grace);
        await _stop.CancelAsync();
        await _clock.WaitForTimerDueInAsync(grace, _limit.Token);

        _link.IsPartitioned = true;
        _clock.Advance(TimeSpan.FromSeconds(10));
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(2), _limit.Token);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.That(async () => await running.WaitAsync(_limit.Token), Throws.InstanceOf<LeadershipLostException>());
        _worker.End();
    }

    // What fails may do so because the leadership is lost, and be the first to say so: the others have no more time for it.
    [Test]
    public async Task After_a_loss_that_shows_as_a_failure_there_is_no_more_time()
    {
        var running = await LeadAsync(TimeSpan.FromSeconds(30), new FailsWhenTold());

        _server.Edit(lease => lease with { Spec = lease.Spec! with { HolderIdentity = "b" } });
        _clock.Advance(TimeSpan.FromSeconds(2));
        await _worker.Stopping.WaitAsync(_limit.Token);
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(5), _limit.Token);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(async () => await running.WaitAsync(_limit.Token), Throws.InstanceOf<RunnableFailedException>());
        _worker.End();
    }

    private async Task<Task> LeadAsync(TimeSpan grace, IRunnable? beside = null)
    {
        var services = new RuntimeServices { TimeProvider = _clock };
        var elector = new LeaderElector(new LeaseClient(_server, _link, anyThread: true), LeaseWorld.Options with { Identity = "a" }, services);
        var manager = new Manager(new ManagerOptions { Leadership = elector, GracePeriod = grace }, services);
        manager.Add(_worker, RunnableGroup.LeaderElected);
        if (beside is not null)
        {
            manager.Add(beside, RunnableGroup.LeaderElected);
        }

        var running = manager.RunAsync(_stop.Token);
        await _worker.Started.WaitAsync(_limit.Token);
        Assert.That(manager.Health.Liveness().Select(entry => (entry.Name, entry.IsHealthy)), Is.EqualTo(new[] { ("manager", true), ("leader-election", true) }));
        return running;
    }

    /// <summary>Fails in place on the thread that tells it to end, and so before anybody further down the line of that token hears of it.</summary>
    private sealed class FailsWhenTold : IRunnable
    {
        public async Task RunAsync(CancellationToken cancellationToken)
        {
            var told = new TaskCompletionSource();
            await using var registration = cancellationToken.Register(() => told.TrySetException(new IOException("cut off"))).ConfigureAwait(false);
            await told.Task.ConfigureAwait(false);
        }
    }
}
