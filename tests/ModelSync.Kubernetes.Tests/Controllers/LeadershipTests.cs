using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Controllers.Running;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Tests.Controllers.Fakes;
using Moq;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>Who leads works, and nobody else.</summary>
public sealed class LeadershipTests : ControllerFixture
{
    [Test]
    public async Task A_follower_keeps_its_queue_warm_and_does_not_work()
    {
        StartMaps();
        for (var version = 0; version < 100; version++)
        {
            ConfigMaps.Set(Map("web", $"{version}"));
        }

        Assert.That(Metrics.Of("modelsync.workqueue.depth"), Is.EqualTo(1), "a name waits once, however often it changes");
        Assert.That(Reconciler.Count, Is.Zero);

        var term = Leadership!.Lead(epoch: 7);
        var call = await NextCallAsync();
        Assert.That(call.Context.Term, Is.SameAs(term));
        call.Return();
    }

    [Test]
    public async Task Pitfall_21_running_reconciles_are_cancelled_when_the_term_is_lost()
    {
        StartMaps();
        Leadership!.Lead();
        ConfigMaps.Set(Map("web"));
        var call = await NextCallAsync();
        call.EndWithToken();
        Leadership.Lose();
        await Workers.WaitAsync(Token);

        Assert.That(call.Token.IsCancellationRequested, Is.True);
        Assert.That(Metrics.Of("modelsync.workqueue.depth"), Is.EqualTo(1), "the name stays for whoever works next");
        Assert.That(Metrics.Of("modelsync.reconciles"), Is.Zero, "being stopped is no failure");
    }

    [Test]
    public async Task Pitfall_21_an_ex_leader_starts_nothing_even_before_its_token_is_cancelled()
    {
        StartMaps(new ControllerOptions { Workers = 1 });
        Leadership!.Lead();
        ConfigMaps.Set(Map("web"));
        var call = await NextCallAsync();
        ConfigMaps.Set(Map("other"));
        Leadership.Expire();
        call.Return();
        await Workers.WaitAsync(Token);

        Assert.That(Reconciler.Count, Is.EqualTo(1));
        Assert.That(Metrics.Of("modelsync.workqueue.depth"), Is.EqualTo(1));
    }

    [Test]
    public async Task Pitfall_21_the_controller_returns_only_when_the_last_worker_has()
    {
        StartMaps();
        Leadership!.Lead();
        ConfigMaps.Set(Map("web"));
        var call = await NextCallAsync();
        Leadership.Lose();
        await Clock.WaitForTimerDueInAsync(PatientWait.Grace, Token);
        Assert.That(Workers.IsCompleted, Is.False);
        Clock.Advance(PatientWait.Grace);
        Assert.That(() => Logs.Messages, Has.Some.Contains("still works on local/shop/web").After(10_000, 5));
        Assert.That(Workers.IsCompleted, Is.False);

        call.Return();
        await Workers.WaitAsync(Token);
    }

    [Test]
    public async Task What_a_callback_of_the_reconciler_throws_does_not_reach_who_cancels()
    {
        StartMaps();
        Leadership!.Lead();
        ConfigMaps.Set(Map("web"));
        var call = await NextCallAsync();
        call.Token.Register(static () => throw new IOException("callback"));
        call.EndWithToken();

        Assert.That(Leadership.Lose, Throws.Nothing);
        await Workers.WaitAsync(Token);
    }

    [Test]
    public async Task Without_need_of_a_leader_every_replica_works()
    {
        StartMaps(new ControllerOptions { NeedsLeader = false });
        ConfigMaps.Set(Map("web"));
        var call = await NextCallAsync();

        Assert.That(call.Context.Term, Is.Null);
        call.Return();
    }

    [Test]
    public async Task A_stop_ends_the_wait_for_a_term()
    {
        StartMaps();
        await StopWorkersAsync();
        await Workers.WaitAsync(Token);

        Assert.That(Reconciler.Count, Is.Zero);
    }

    [Test]
    public async Task A_worker_that_ends_by_a_mistake_of_the_runtime_ends_the_controller()
    {
        var broken = new Mock<ILeadership>();
        broken.SetupSequence(leadership => leadership.Current)
            .Returns(new LeadershipTerm(1, "me", CancellationToken.None))
            .Throws(new IOException("a broken part"));
        var controller = Controller.Named("maps", new ControllerServices { Clusters = Registry, Leadership = broken.Object }).For<ConfigMap>().Build(Reconciler);
        StartSources(controller);
        var workers = controller.RunAsync(Token);
        ConfigMaps.Set(Map("web"));

        Assert.That(async () => await workers.WaitAsync(Token), Throws.InstanceOf<IOException>());
    }

    private void StartMaps(ControllerOptions? options = null)
    {
        Leadership = new FakeLeadership();
        Start(NewController().For<ConfigMap>().WithOptions(options ?? new ControllerOptions()).Build(Reconciler));
    }
}
