using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Hosting;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ManagerTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _story = [];
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLoggerFactory _logs = new();
    private readonly FakeLeadership _leadership;

    public ManagerTests() => _leadership = new FakeLeadership(_story);

    private CancellationToken Token => _limit.Token;

    public void Dispose()
    {
        _leadership.Dispose();
        _stop.Dispose();
        _limit.Dispose();
        _logs.Dispose();
    }

    [Test]
    public async Task Groups_start_in_order_and_stop_in_reverse()
    {
        var manager = NewManager(withLeadership: true);
        var probes = AddOneOfEach(manager);
        var running = manager.RunAsync(_stop.Token);
        await probes[2].Started.WaitAsync(Token);
        await _leadership.Started.Task.WaitAsync(Token);
        _leadership.Win();
        await probes[3].Started.WaitAsync(Token);

        await _stop.CancelAsync();
        await running.WaitAsync(Token);

        Assert.That(_story, Is.EqualTo(new[]
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
        var worker = new Probe("worker", _story) { Drains = true };
        manager.Add(worker, RunnableGroup.LeaderElected);
        _leadership.Win();
        var running = manager.RunAsync(_stop.Token);
        await worker.Started.WaitAsync(Token);

        await _stop.CancelAsync();
        await worker.Stopping.WaitAsync(Token);
        Assert.That(_leadership.Current, Is.Not.Null);
        worker.End();
        await running.WaitAsync(Token);

        Assert.That(_story, Is.EqualTo(new[] { "worker starts", "worker is told to end", "worker ends", "released" }));
    }

    // controller-runtime #2719
    [Test]
    public async Task Whoever_stops_before_its_first_term_never_starts_what_needs_it()
    {
        var manager = NewManager(withLeadership: true);
        var other = new Probe("other", _story) { Drains = true };
        manager.Add(other, RunnableGroup.Others);
        manager.Add(new Probe("worker", _story), RunnableGroup.LeaderElected);
        var running = manager.RunAsync(_stop.Token);
        await other.Started.WaitAsync(Token);

        await _stop.CancelAsync();
        _leadership.Win();
        await other.Stopping.WaitAsync(Token);
        _leadership.Win();
        other.End();
        await running.WaitAsync(Token);

        Assert.That(_story, Has.None.EqualTo("worker starts"));
    }

    // controller-runtime #1132
    [Test]
    public async Task The_loss_of_the_leadership_ends_everything_and_fails()
    {
        var manager = NewManager(withLeadership: true);
        var probes = AddOneOfEach(manager);
        _leadership.Win();
        var running = manager.RunAsync(_stop.Token);
        await probes[3].Started.WaitAsync(Token);

        _leadership.Lose();

        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<LeadershipLostException>().With.Message.EqualTo("the election says why"));
        Assert.That(_story, Has.Exactly(4).EndsWith(" ends"));
        Assert.That(_story, Has.None.EqualTo("released"));
    }

    [Test]
    public async Task A_worker_that_ignores_the_loss_does_not_keep_the_process_alive()
    {
        var manager = NewManager(withLeadership: true);
        var worker = new Probe("worker", _story) { Drains = true };
        manager.Add(worker, RunnableGroup.LeaderElected);
        _leadership.Win();
        var running = manager.RunAsync(_stop.Token);
        await worker.Started.WaitAsync(Token);

        _leadership.Lose();
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(30), Token);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<LeadershipLostException>());
        Assert.That(_logs.Messages, Has.Some.Contains("Probe of the group LeaderElected was told to end and has not"));
        worker.End();
    }

    [Test]
    public async Task A_runnable_that_throws_stops_everything_and_is_named()
    {
        var manager = NewManager(withLeadership: false);
        var probes = AddOneOfEach(manager);
        var running = manager.RunAsync(_stop.Token);
        await probes[3].Started.WaitAsync(Token);

        probes[2].Fail(new InvalidOperationException("broken"));

        var failure = Assert.ThrowsAsync<RunnableFailedException>(() => running.WaitAsync(Token));
        Assert.That(failure!.Message, Is.EqualTo("Probe of the group Others failed: broken"));
        Assert.That(failure.InnerException, Is.InstanceOf<InvalidOperationException>());
        Assert.That(_story, Has.Exactly(3).EndsWith(" ends"));
    }

    [TestCase(RunnableGroup.Servers, true)]
    [TestCase(RunnableGroup.Caches, true)]
    [TestCase(RunnableGroup.Others, false)]
    [TestCase(RunnableGroup.LeaderElected, false)]
    public async Task A_runnable_that_ends_by_itself_is_a_failure_where_others_rely_on_it(RunnableGroup group, bool isFailure)
    {
        var manager = NewManager(withLeadership: false);
        var short_ = new Probe("short", _story);
        var long_ = new Probe("long", _story);
        manager.Add(short_, group);
        manager.Add(long_, RunnableGroup.LeaderElected);
        var running = manager.RunAsync(_stop.Token);
        await long_.Started.WaitAsync(Token);

        short_.End();
        if (isFailure)
        {
            Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<RunnableFailedException>().With.Message.Contains("others rely on it"));
            return;
        }

        // Told to end only now: the end of the other has not stopped it.
        Assert.That(long_.Stopping.IsCompleted, Is.False);
        await _stop.CancelAsync();
        await running.WaitAsync(Token);
    }

    [Test]
    public async Task A_runnable_that_ignores_its_token_is_named_and_does_not_rob_the_others_of_their_end()
    {
        var manager = NewManager(withLeadership: false);
        var deaf = new Probe("deaf", _story) { Drains = true };
        var server = new Probe("server", _story);
        manager.Add(deaf, RunnableGroup.Others);
        manager.Add(server, RunnableGroup.Servers);
        var running = manager.RunAsync(_stop.Token);
        await deaf.Started.WaitAsync(Token);

        await _stop.CancelAsync();
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(30), Token);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<TimeoutException>().With.Message.Contains("Probe"));
        Assert.That(_story, Has.Some.EqualTo("server ends"));
        deaf.End();
    }

    [Test]
    public async Task A_runnable_that_never_yields_does_not_keep_the_manager_from_stopping()
    {
        using var released = new ManualResetEventSlim();
        using var blocking = new SemaphoreSlim(0);
        var manager = NewManager(withLeadership: false);
        manager.Add(new Probe("blocked", _story) { AtStart = () => { blocking.Release(); released.Wait(Token); } }, RunnableGroup.Caches);
        manager.Add(new Probe("later", _story), RunnableGroup.Others);
        var running = manager.RunAsync(_stop.Token);
        await blocking.WaitAsync(Token);

        await _stop.CancelAsync();
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(30), Token);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<TimeoutException>());
        released.Set();
        Assert.That(_story, Has.None.EqualTo("later starts"));
    }

    [Test]
    public async Task What_is_added_while_running_starts_with_its_group()
    {
        var manager = NewManager(withLeadership: true);
        var first = new Probe("first", _story);
        manager.Add(first, RunnableGroup.Others);
        var running = manager.RunAsync(_stop.Token);
        await first.Started.WaitAsync(Token);
        await _leadership.Started.Task.WaitAsync(Token);

        var cache = new Probe("cache", _story);
        var worker = new Probe("worker", _story);
        manager.Add(worker, RunnableGroup.LeaderElected);
        manager.Add(cache, RunnableGroup.Caches);
        await cache.Started.WaitAsync(Token);
        Assert.That(worker.Started.IsCompleted, Is.False);
        _leadership.Win();
        await worker.Started.WaitAsync(Token);
        var late = new Probe("late", _story);
        manager.Add(late, RunnableGroup.LeaderElected);
        await late.Started.WaitAsync(Token);

        await _stop.CancelAsync();
        await running.WaitAsync(Token);
        Assert.That(_story, Has.Exactly(4).EndsWith(" ends"));
        Assert.That(() => manager.Add(new Probe("too late", _story), RunnableGroup.Others), Throws.InvalidOperationException);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_controller_has_its_sources_everywhere_and_its_workers_where_they_belong(bool needsLeader)
    {
        var manager = NewManager(withLeadership: true);
        var controller = new ControllerProbe("widgets", needsLeader, _story);
        manager.Add(controller);
        var running = manager.RunAsync(_stop.Token);
        await controller.SourcesProbe.Started.WaitAsync(Token);
        await _leadership.Started.Task.WaitAsync(Token);

        Assert.That(controller.Workers.Started.IsCompleted, Is.EqualTo(!needsLeader));
        _leadership.Win();
        await controller.Workers.Started.WaitAsync(Token);

        controller.Workers.Fail(new InvalidOperationException("broken"));
        Assert.That(async () => await running.WaitAsync(Token), Throws.InstanceOf<RunnableFailedException>().With.Message.StartsWith("controller widgets of the group"));
    }

    [Test]
    public async Task It_is_ready_from_start_to_stop_leader_or_not()
    {
        var manager = NewManager(withLeadership: true);
        Assert.That(manager.Health.Readiness(), Is.EqualTo(new[] { new HealthEntry("manager", false, "starting") }));
        var server = new Probe("server", _story) { Drains = true };
        manager.Add(server, RunnableGroup.Servers);
        manager.AddReadinessCheck("caches", () => new HealthEntry("any name", false, "not synced"));
        var running = manager.RunAsync(_stop.Token);
        await server.Started.WaitAsync(Token);
        await _leadership.Started.Task.WaitAsync(Token);

        await Eventually(() => manager.Health.Readiness().SequenceEqual([new HealthEntry("manager", true), new HealthEntry("caches", false, "not synced")]));
        await _stop.CancelAsync();
        await server.Stopping.WaitAsync(Token);
        Assert.That(manager.Health.Readiness()[0], Is.EqualTo(new HealthEntry("manager", false, "stopping")));
        Assert.That(manager.Health.Liveness(), Is.EqualTo(new[] { new HealthEntry("manager", true) }));
        server.End();
        await running.WaitAsync(Token);
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

    [Test]
    public async Task A_manager_runs_once()
    {
        var manager = NewManager(withLeadership: false);
        await _stop.CancelAsync();
        await manager.RunAsync(_stop.Token).WaitAsync(Token);

        Assert.That(async () => await manager.RunAsync(_stop.Token), Throws.InvalidOperationException);
    }

    private static List<Probe> AddEach(Manager manager, List<string> story) =>
        [.. Enum.GetValues<RunnableGroup>().Reverse().Select(group => Add(manager, group, story)).Reverse()];

    private static Probe Add(Manager manager, RunnableGroup group, List<string> story)
    {
        var probe = new Probe($"{group}", story);
        manager.Add(probe, group);
        return probe;
    }

    private List<Probe> AddOneOfEach(Manager manager) => AddEach(manager, _story);

    private Manager NewManager(bool withLeadership) => new(
        new ManagerOptions { Leadership = withLeadership ? _leadership : null },
        new RuntimeServices { TimeProvider = _clock, LoggerFactory = _logs });

    private async Task Eventually(Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
