using System.Net;
using ModelSync.Kubernetes.AspNetCore.Health;
using ModelSync.Kubernetes.AspNetCore.Hosting;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;
using ModelSync.Testing.Api.Simulated;

namespace ModelSync.Kubernetes.AspNetCore.Tests;

/// <summary>A small operator with all its parts in one process, from its start to its exit code.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WholeOperatorTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLoggerFactory _logs = new();
    private readonly HttpClient _kubelet = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly SimulatedApi _api;
    private readonly LeaderElector _elector;
    private readonly SlowReconciler _reconciler = new();
    private readonly HttpServer _server;
    private readonly Manager _manager;
    private readonly RuntimeServices _services;

    public WholeOperatorTests()
    {
        _api = new SimulatedApi(_clock);
        _services = RuntimeServices.Default with { TimeProvider = _clock, LoggerFactory = _logs, Jitter = () => 0 };
        _elector = new LeaderElector(_api.Client, new LeaderElectionOptions { Name = "lease", Namespace = "system", Identity = "me" }, _services);
        _manager = new Manager(new ManagerOptions { Leadership = _elector }, _services);
        var clusters = new ClusterRegistry(new ClusterRegistryOptions(), _services);
        clusters.Add(ClusterName.Local, _api.Client);
        _server = new HttpServer(
            new HttpServerOptions { Address = new IPEndPoint(IPAddress.Loopback, 0) }, endpoints => endpoints.MapModelSyncHealth(_manager.Health), _services);
        _manager.Add(_server, RunnableGroup.Servers);
        _manager.Add(clusters, RunnableGroup.Caches);
        _manager.Add(Controller
            .Named("maps", new ControllerServices { Clusters = clusters, Leadership = _elector, Runtime = _services })
            .For<ConfigMap>()
            .Build(_reconciler));
        _api.Put(ConfigMap.Resource, """{"metadata":{"name":"web","namespace":"shop","uid":"1"}}""");
    }

    private string? Holder => _api.ObjectsOf(Lease.Resource) is [var lease] ? lease.ToJson()["spec"]!["holderIdentity"]!.GetValue<string>() : null;

    public void Dispose()
    {
        _kubelet.Dispose();
        _stop.Dispose();
        _limit.Dispose();
        _logs.Dispose();
    }

    [Test]
    public async Task Told_to_stop_it_ends_its_work_then_its_term_then_its_caches_then_its_server()
    {
        var running = await StartAsync();
        var work = await _reconciler.Begun.WaitAsync(_limit.Token);
        Assert.That(work.Key.Name, Is.EqualTo("web"));
        Assert.That(await ProbeAsync("/readyz"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Holder, Is.EqualTo("me"));

        await _stop.CancelAsync();
        await _reconciler.Told.WaitAsync(_limit.Token);
        Assert.That(await ProbeAsync("/readyz"), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await ProbeAsync("/healthz"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Holder, Is.EqualTo("me"), "something still works in the term");
        Assert.That(_api.OpenWatches, Is.Not.Zero);
        Assert.That(running.IsCompleted, Is.False);
        _reconciler.End();

        Assert.That(await running.WaitAsync(_limit.Token), Is.EqualTo(ManagerHost.Graceful), string.Join(Environment.NewLine, _logs.Messages));
        Assert.That(Holder, Is.Empty);
        Assert.That(_api.OpenWatches, Is.Zero);
        Assert.That(async () => await ProbeAsync("/healthz"), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task It_exits_with_a_failure_when_another_has_taken_over()
    {
        var running = await StartAsync();
        await _reconciler.Begun.WaitAsync(_limit.Token);
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(2), _limit.Token);

        _api.Put(Lease.Resource, """{"metadata":{"name":"lease","namespace":"system","uid":"2"},"spec":{"holderIdentity":"other","leaseTransitions":7}}""");
        _clock.Advance(TimeSpan.FromSeconds(2));
        await _reconciler.Told.WaitAsync(_limit.Token);
        _reconciler.End();

        Assert.That(await running.WaitAsync(_limit.Token), Is.EqualTo(ManagerHost.Failure));
        Assert.That(_elector.Current, Is.Null);
        Assert.That(Holder, Is.EqualTo("other"), "nothing was released that is not ours");
        Assert.That(_api.OpenWatches, Is.Zero);
        Assert.That(_logs.Messages, Has.Some.Contains("held by other"));
    }

    [Test]
    public async Task It_is_alive_and_not_ready_until_it_has_the_first_lists_of_its_own_cluster()
    {
        _api.Faults.OnRequest = request => request is { Verb: SimulatedVerb.List } && request.Resource == ConfigMap.Resource ? SimulatedErrors.NoAnswer() : null;
        var running = await StartAsync();

        // The informer has asked, was refused, and waits.
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromMilliseconds(800), _limit.Token);
        Assert.That(await ProbeAsync("/readyz/controller/maps"), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await ProbeAsync("/readyz"), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await ProbeAsync("/healthz"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_reconciler.Begun.IsCompleted, Is.False, "a queue that is not full yet is not worked on");

        // It asks again after 0.8 s, once a probe has told that it is still the same cluster: that comes a second after the last.
        _api.Faults.OnRequest = null;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _reconciler.Begun.WaitAsync(_limit.Token);
        Assert.That(await ProbeAsync("/readyz"), Is.EqualTo(HttpStatusCode.OK));

        await _stop.CancelAsync();
        _reconciler.End();
        Assert.That(await running.WaitAsync(_limit.Token), Is.EqualTo(ManagerHost.Graceful));
    }

    private async Task<Task<int>> StartAsync()
    {
        var running = ManagerHost.RunAsync(_manager, _services, _stop.Token);
        _kubelet.BaseAddress = new Uri($"http://{await _server.Listening.WaitAsync(_limit.Token)}");
        return running;
    }

    private async Task<HttpStatusCode> ProbeAsync(string path)
    {
        using var response = await _kubelet.GetAsync(path, _limit.Token);
        return response.StatusCode;
    }

    /// <summary>Works on one object for as long as the test wants, and longer than it is told to.</summary>
    private sealed class SlowReconciler : IReconciler
    {
        private readonly TaskCompletionSource<Request> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Request> Begun => _begun.Task;

        public Task Told => _told.Task;

        public void End() => _mayEnd.TrySetResult();

        public async ValueTask<Result> ReconcileAsync(Request request, ReconcileContext context, CancellationToken cancellationToken)
        {
            await using var registration = cancellationToken.Register(_told.SetResult);
            _begun.TrySetResult(request);
            await _mayEnd.Task;
            return Result.Done;
        }
    }
}
