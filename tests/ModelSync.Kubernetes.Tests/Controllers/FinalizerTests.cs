using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.Controllers.Fakes;
using ModelSync.Testing;
using ModelSync.Testing.Api.Simulated;
using Moq;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>The finalizer on objects of a simulated API server, through real caches (pitfall 14).</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FinalizerTests : IEntityReconciler<ConfigMap>
{
    private const string Ours = "example.com/clean";
    private const string Foreign = "example.org/keep";
    private static readonly NamespacedName Web = new("shop", "web");

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    private readonly CancellationTokenSource _stop = new();
    private readonly RecordingLoggerFactory _logs = new();
    private readonly Meter _meter = new("test");
    private readonly MetricSums _metrics;
    private readonly SimulatedCluster _cluster;
    private readonly List<string> _calls = [];
    private Task _running = Task.CompletedTask;

    public FinalizerTests()
    {
        _metrics = new MetricSums(_meter);
        Services = new RuntimeServices { LoggerFactory = _logs, Meter = _meter };
        _cluster = new SimulatedCluster(Services);
    }

    private RuntimeServices Services { get; }

    private SimulatedApi Api => _cluster.Api;

    private string Calls
    {
        get
        {
            lock (_calls)
            {
                return string.Join(' ', _calls);
            }
        }
    }

    [TearDown]
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(_limit.Token);
        await _cluster.DisposeAsync();
        _metrics.Dispose();
        _meter.Dispose();
        _logs.Dispose();
        _limit.Dispose();
        _stop.Dispose();
    }

    public ValueTask<Result> ReconcileAsync(ConfigMap entity, ReconcileContext context, CancellationToken cancellationToken) => Note("reconcile", entity);

    public ValueTask<Result> CleanupAsync(ConfigMap entity, ReconcileContext context, CancellationToken cancellationToken) => Note("cleanup", entity);

    [Test]
    public async Task From_the_first_look_to_the_end()
    {
        Put("web");
        Start();
        Until(() => Calls == "reconcile:web");
        Assert.That(Finalizers(), Is.EqualTo(new[] { Ours }));

        await Api.Client.Resource<ConfigMap>().DeleteAsync(Web, options: null, _limit.Token);
        Until(() => Api.ObjectsOf(ConfigMap.Resource).Count == 0);
        Assert.That(Calls, Is.EqualTo("reconcile:web cleanup:web"));
        Assert.That(Errors, Is.Empty);
    }

    [Test]
    public void Objects_that_are_going_already_when_the_process_starts()
    {
        Put("web", isGoing: true, Foreign, Ours, "example.org/another");
        Put("never-set-up", isGoing: true, Foreign);
        Start();
        Until(() => Finalizers().Length == 2 && _metrics.Of("modelsync.reconciles", "success") >= 2);

        Assert.That(Calls, Is.EqualTo("cleanup:web"));
        Assert.That(Finalizers(), Is.EqualTo(new[] { Foreign, "example.org/another" }));
        Assert.That(Errors, Is.Empty);
    }

    [Test]
    public void A_cache_that_is_behind_decides_nothing()
    {
        Put("web", isGoing: false, Foreign);
        Api.Faults.OnRequest = request => request.Verb == SimulatedVerb.Patch ? new IOException("too early") : null;
        Start();
        Until(() => _metrics.Of("modelsync.reconciles", "error") >= 1);
        Api.StickWatches();
        Put("web", isGoing: true, Foreign);
        Api.Faults.OnRequest = null;
        Until(() => _metrics.Of("modelsync.reconciles", "success") == 1);

        Assert.That(Calls, Is.Empty, "it began to go before it was set up");
        Assert.That(Finalizers(), Is.EqualTo(new[] { Foreign }));
    }

    [Test]
    public void Another_object_of_the_name_keeps_its_finalizer()
    {
        Put("web", isGoing: true, Ours);
        Api.Faults.OnRequest = request =>
        {
            if (request.Verb == SimulatedVerb.Patch)
            {
                // Somebody took the finalizer off by hand, and made the object again, just before ours is.
                Api.Faults.OnRequest = null;
                Api.StickWatches();
                Api.Remove(ConfigMap.Resource, Web);
                Api.Put(ConfigMap.Resource, $$"""{"metadata":{"name":"web","namespace":"shop","uid":"another","finalizers":["{{Ours}}"]} }""");
            }

            return null;
        };
        Start();
        Until(() => _metrics.Of("modelsync.reconciles", "success") == 1);

        Assert.That(Calls, Is.EqualTo("cleanup:web"));
        Assert.That(Finalizers(), Is.EqualTo(new[] { Ours }));
    }

    private IEnumerable<string> Errors => _logs.Messages.Where(message => message.StartsWith("Error", StringComparison.Ordinal));

    private ValueTask<Result> Note(string what, ConfigMap entity)
    {
        lock (_calls)
        {
            _calls.Add($"{what}:{entity.Metadata.Name}");
        }

        return new ValueTask<Result>(Result.Done);
    }

    private void Start()
    {
        ICluster? local = _cluster;
        var registry = new Mock<IClusterRegistry>();
        registry.Setup(clusters => clusters.TryGet(ClusterName.Local, out local)).Returns(true);
        registry.Setup(clusters => clusters.Subscribe(It.IsAny<Action<ClusterEvent>>()))
            .Callback((Action<ClusterEvent> handler) => handler(new ClusterEvent(_cluster, _cluster.Status)))
            .Returns(Mock.Of<IDisposable>());
        var controller = Controller.Named("maps", new ControllerServices { Clusters = registry.Object, Runtime = Services })
            .For<ConfigMap>(Predicates.GenerationChanged)
            .WithFinalizer(Ours)
            .Build(this);
        _running = Task.WhenAll(controller.Sources.RunAsync(_stop.Token), controller.RunAsync(_stop.Token));
    }

    private void Put(string name, bool isGoing = false, params string[] finalizers)
    {
        var going = isGoing ? ",\"deletionTimestamp\":\"2030-01-01T00:00:00Z\"" : string.Empty;
        var list = string.Join(',', finalizers.Select(finalizer => $"\"{finalizer}\""));
        Api.Put(ConfigMap.Resource, $$"""{"metadata":{"name":"{{name}}","namespace":"shop","uid":"uid-{{name}}","generation":1,"finalizers":[{{list}}]{{going}}} }""");
    }

    private string[] Finalizers() => Api.ObjectsOf(ConfigMap.Resource).Single(value => value.Key == Web).ToJson()["metadata"]!["finalizers"] is { } list
        ? [.. list.AsArray().Select(finalizer => (string)finalizer!)]
        : [];

    private static void Until(Func<bool> condition) => Assert.That(condition, Is.True.After(20_000, 5));
}
