using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Hosting;

/// <summary>What probes are told.</summary>
public sealed class ManagerHealthTests : ManagerFixture
{
    [Test]
    public async Task It_is_ready_from_start_to_stop_leader_or_not()
    {
        var manager = NewManager(withLeadership: true);
        Assert.That(manager.Health.Readiness(), Is.EqualTo(new[] { new HealthEntry("manager", false, "starting") }));
        var server = new Probe("server", Story) { Drains = true };
        manager.Add(server, RunnableGroup.Servers);
        manager.AddReadinessCheck("caches", () => new HealthEntry("any name", false, "not synced"));
        var running = manager.RunAsync(Stop.Token);
        await server.Started.WaitAsync(Token);
        await Leadership.Started.Task.WaitAsync(Token);

        await Eventually(() => manager.Health.Readiness().SequenceEqual([new HealthEntry("manager", true), new HealthEntry("caches", false, "not synced")]));
        await Stop.CancelAsync();
        await server.Stopping.WaitAsync(Token);
        Assert.That(manager.Health.Readiness()[0], Is.EqualTo(new HealthEntry("manager", false, "stopping")));
        Assert.That(manager.Health.Liveness(), Is.EqualTo(new[] { new HealthEntry("manager", true) }));
        server.End();
        await running.WaitAsync(Token);
    }

    [Test]
    public void A_controller_without_its_first_lists_is_not_ready()
    {
        var manager = NewManager(withLeadership: true);
        var controller = new ControllerProbe("widgets", needsLeader: true, Story) { Health = new HealthEntry("widgets", false, "waits for the first lists") };
        manager.Add(controller);

        Assert.That(manager.Health.Readiness(), Does.Contain(new HealthEntry("controller/widgets", false, "waits for the first lists")));
        controller.Health = new HealthEntry("widgets", IsHealthy: true);
        Assert.That(manager.Health.Readiness(), Does.Contain(new HealthEntry("controller/widgets", true)));
        Assert.That(() => manager.Add(controller), Throws.ArgumentException.With.Message.Contains("controller/widgets"));
    }

    [Test]
    public void A_check_that_throws_is_unhealthy_and_tells_no_secrets()
    {
        var manager = NewManager(withLeadership: false);
        manager.AddLivenessCheck("mine", () => throw new InvalidOperationException("password=1234"));
        manager.AddLivenessCheck("nothing", () => null!);

        Assert.That(manager.Health.Liveness(), Is.EqualTo(new[]
        {
            new HealthEntry("manager", true),
            new HealthEntry("mine", false, "the check failed: InvalidOperationException"),
            new HealthEntry("nothing", false, "the check failed: NullReferenceException"),
        }));
        Assert.That(() => manager.AddLivenessCheck("mine", () => new HealthEntry("mine", true)), Throws.ArgumentException.With.Message.Contains("'mine'"));
    }

    [Test]
    public void A_grace_period_of_nothing_is_refused() => Assert.That(
        () => new Manager(new ManagerOptions { GracePeriod = TimeSpan.Zero }, RuntimeServices.Default),
        Throws.ArgumentException.With.Message.Contains("ManagerOptions.GracePeriod is 00:00:00"));
}
