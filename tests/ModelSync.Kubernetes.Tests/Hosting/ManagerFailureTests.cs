using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Hosting;

/// <summary>What fails, and what ignores its end.</summary>
public sealed class ManagerFailureTests : ManagerFixture
{
    // controller-runtime #1132
    [Test]
    public async Task The_loss_of_the_leadership_ends_everything_and_fails()
    {
        var manager = NewManager(withLeadership: true);
        var probes = AddOneOfEach(manager);
        Leadership.Win();
        var running = manager.RunAsync(Stop.Token);
        await probes[3].Started.WaitAsync(Token);

        Leadership.Lose();

        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<LeadershipLostException>().With.Message.EqualTo("the election says why"));
        Assert.That(Story, Has.Exactly(4).EndsWith(" ends"));
        Assert.That(Story, Has.None.EqualTo("released"));
    }

    [Test]
    public async Task A_worker_that_ignores_the_loss_does_not_keep_the_process_alive()
    {
        var manager = NewManager(withLeadership: true);
        var worker = new Probe("worker", Story) { Drains = true };
        manager.Add(worker, RunnableGroup.LeaderElected);
        Leadership.Win();
        var running = manager.RunAsync(Stop.Token);
        await worker.Started.WaitAsync(Token);

        Leadership.Lose();
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(30), Token);
        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<LeadershipLostException>());
        Assert.That(Logs.Messages, Has.Some.Contains("Probe of the group LeaderElected was told to end and has not"));
        worker.End();
    }

    [Test]
    public async Task A_runnable_that_throws_stops_everything_and_is_named()
    {
        var manager = NewManager(withLeadership: false);
        var probes = AddOneOfEach(manager);
        var running = manager.RunAsync(Stop.Token);
        await probes[3].Started.WaitAsync(Token);

        probes[2].Fail(new InvalidOperationException("broken"));

        var failure = Assert.ThrowsAsync<RunnableFailedException>(() => running.WaitAsync(Token));
        Assert.That(failure!.Message, Is.EqualTo("Probe of the group Others failed: broken"));
        Assert.That(failure.InnerException, Is.InstanceOf<InvalidOperationException>());
        Assert.That(Story, Has.Exactly(3).EndsWith(" ends"));
    }

    [TestCase(RunnableGroup.Servers, true)]
    [TestCase(RunnableGroup.Caches, true)]
    [TestCase(RunnableGroup.Others, false)]
    [TestCase(RunnableGroup.LeaderElected, false)]
    public async Task A_runnable_that_ends_by_itself_is_a_failure_where_others_rely_on_it(RunnableGroup group, bool isFailure)
    {
        var manager = NewManager(withLeadership: false);
        var short_ = new Probe("short", Story);
        var long_ = new Probe("long", Story);
        manager.Add(short_, group);
        manager.Add(long_, RunnableGroup.LeaderElected);
        var running = manager.RunAsync(Stop.Token);
        await long_.Started.WaitAsync(Token);

        short_.End();
        if (isFailure)
        {
            Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<RunnableFailedException>().With.Message.Contains("others rely on it"));
            return;
        }

        // Told to end only now: the end of the other has not stopped it.
        Assert.That(long_.Stopping.IsCompleted, Is.False);
        await Stop.CancelAsync();
        await running.WaitAsync(Token);
    }

    [Test]
    public async Task A_runnable_that_ignores_its_token_is_named_and_does_not_rob_the_others_of_their_end()
    {
        var manager = NewManager(withLeadership: false);
        var deaf = new Probe("deaf", Story) { Drains = true };
        var server = new Probe("server", Story);
        manager.Add(deaf, RunnableGroup.Others);
        manager.Add(server, RunnableGroup.Servers);
        var running = manager.RunAsync(Stop.Token);
        await deaf.Started.WaitAsync(Token);

        await Stop.CancelAsync();
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(30), Token);
        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<TimeoutException>().With.Message.Contains("Probe"));
        Assert.That(Story, Has.Some.EqualTo("server ends"));
        deaf.End();
    }

    [Test]
    public async Task A_runnable_that_never_yields_does_not_keep_the_manager_from_stopping()
    {
        using var released = new ManualResetEventSlim();
        using var blocking = new SemaphoreSlim(0);
        var manager = NewManager(withLeadership: false);
        manager.Add(new Probe("blocked", Story) { AtStart = () => { blocking.Release(); released.Wait(Token); } }, RunnableGroup.Caches);
        manager.Add(new Probe("later", Story), RunnableGroup.Others);
        var running = manager.RunAsync(Stop.Token);
        await blocking.WaitAsync(Token);

        await Stop.CancelAsync();
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(30), Token);
        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<TimeoutException>());
        released.Set();
        Assert.That(Story, Has.None.EqualTo("later starts"));
    }
}
