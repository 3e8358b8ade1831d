using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Hosting;

/// <summary>What starts and stops when.</summary>
public sealed class ManagerTests : ManagerFixture
{
    [Test]
    public async Task Groups_start_in_order_and_stop_in_reverse()
    {
        var manager = NewManager(withLeadership: true);
        var probes = AddOneOfEach(manager);
        var running = manager.RunAsync(Stop.Token);
        await probes[2].Started.WaitAsync(Token);
        await Leadership.Started.Task.WaitAsync(Token);
        Leadership.Win();
        await probes[3].Started.WaitAsync(Token);

        await Stop.CancelAsync();
        await running.WaitAsync(Token);

        Assert.That(Story, Is.EqualTo(new[]
        {
            "Servers starts", "Caches starts", "Others starts", "LeaderElected starts",
            "LeaderElected is told to end", "LeaderElected ends", "released",
            "Others is told to end", "Others ends", "Caches is told to end", "Caches ends", "Servers is told to end", "Servers ends",
        }));
    }

    [Test]
    public async Task The_lease_is_released_only_after_the_work_has_drained()
    {
        var manager = NewManager(withLeadership: true);
        var worker = new Probe("worker", Story) { Drains = true };
        manager.Add(worker, RunnableGroup.LeaderElected);
        Leadership.Win();
        var running = manager.RunAsync(Stop.Token);
        await worker.Started.WaitAsync(Token);

        await Stop.CancelAsync();
        await worker.Stopping.WaitAsync(Token);
        Assert.That(Leadership.Current, Is.Not.Null);
        worker.End();
        await running.WaitAsync(Token);

        Assert.That(Story, Is.EqualTo(new[] { "worker starts", "worker is told to end", "worker ends", "released" }));
    }

    // controller-runtime #2719
    [Test]
    public async Task Whoever_stops_before_its_first_term_never_starts_what_needs_it()
    {
        var manager = NewManager(withLeadership: true);
        var other = new Probe("other", Story) { Drains = true };
        manager.Add(other, RunnableGroup.Others);
        manager.Add(new Probe("worker", Story), RunnableGroup.LeaderElected);
        var running = manager.RunAsync(Stop.Token);
        await other.Started.WaitAsync(Token);

        await Stop.CancelAsync();
        Leadership.Win();
        await other.Stopping.WaitAsync(Token);
        Leadership.Win();
        other.End();
        await running.WaitAsync(Token);

        Assert.That(Story, Has.None.EqualTo("worker starts"));
    }

    [Test]
    public async Task What_is_added_while_running_starts_with_its_group()
    {
        var manager = NewManager(withLeadership: true);
        var first = new Probe("first", Story);
        manager.Add(first, RunnableGroup.Others);
        var running = manager.RunAsync(Stop.Token);
        await first.Started.WaitAsync(Token);
        await Leadership.Started.Task.WaitAsync(Token);

        var cache = new Probe("cache", Story);
        var worker = new Probe("worker", Story);
        manager.Add(worker, RunnableGroup.LeaderElected);
        manager.Add(cache, RunnableGroup.Caches);
        await cache.Started.WaitAsync(Token);
        Assert.That(worker.Started.IsCompleted, Is.False);
        Leadership.Win();
        await worker.Started.WaitAsync(Token);
        var late = new Probe("late", Story);
        manager.Add(late, RunnableGroup.LeaderElected);
        await late.Started.WaitAsync(Token);

        await Stop.CancelAsync();
        await running.WaitAsync(Token);
        Assert.That(Story, Has.Exactly(4).EndsWith(" ends"));
        Assert.That(() => manager.Add(new Probe("too late", Story), RunnableGroup.Others), Throws.InvalidOperationException);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_controller_has_its_sources_everywhere_and_its_workers_where_they_belong(bool needsLeader)
    {
        var manager = NewManager(withLeadership: true);
        var controller = new ControllerProbe("widgets", needsLeader, Story);
        manager.Add(controller);
        var running = manager.RunAsync(Stop.Token);
        await controller.SourcesProbe.Started.WaitAsync(Token);
        await Leadership.Started.Task.WaitAsync(Token);

        Assert.That(controller.Workers.Started.IsCompleted, Is.EqualTo(!needsLeader));
        Leadership.Win();
        await controller.Workers.Started.WaitAsync(Token);

        controller.Workers.Fail(new InvalidOperationException("broken"));
        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<RunnableFailedException>().With.Message.StartsWith("controller widgets of the group"));
    }

    [Test]
    public async Task A_manager_runs_once()
    {
        var manager = NewManager(withLeadership: false);
        await Stop.CancelAsync();
        await manager.RunAsync(Stop.Token).WaitAsync(Token);

        Assert.That(async () => await manager.RunAsync(Stop.Token), Throws.InvalidOperationException);
    }
}
