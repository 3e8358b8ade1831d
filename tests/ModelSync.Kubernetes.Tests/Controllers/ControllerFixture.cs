using System.Diagnostics;
using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Tests.Controllers.Fakes;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>A controller over caches that the test fills, with a clock that stands still.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class ControllerFixture
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    private readonly CancellationTokenSource _sources = new();
    private readonly CancellationTokenSource _workers = new();
    private readonly Meter _meter = new("test");
    private readonly List<Task> _running = [];

    protected ControllerFixture()
    {
        Metrics = new MetricSums(_meter);
        Local = Registry.Add(new FakeCluster("local"));
    }

    /// <summary>Ends a test that waits for something that does not happen.</summary>
    protected CancellationToken Token => _limit.Token;

    protected ManualTimeProvider Clock { get; } = new();

    protected RecordingLoggerFactory Logs { get; } = new();

    /// <summary>The source of this test's spans alone: listeners are the process's.</summary>
    protected ActivitySource Spans { get; } = new(RuntimeServices.MeterName);

    private protected FakeLeadership? Leadership { get; set; }

    private protected FakeRegistry Registry { get; } = new();

    private protected FakeCluster Local { get; }

    private protected StepReconciler Reconciler { get; } = new();

    private protected MetricSums Metrics { get; }

    private protected FakeInformer<ConfigMap> ConfigMaps => Local.Caches.Of<ConfigMap>();

    protected static Request WebRequest { get; } = new(ClusterName.Local, new NamespacedName("shop", "web"));

    [TearDown]
    public async Task StopAsync()
    {
        await _workers.CancelAsync();
        await _sources.CancelAsync();
        await Task.WhenAll(_running).WaitAsync(Token);
        Metrics.Dispose();
        _meter.Dispose();
        Spans.Dispose();
        _limit.Dispose();
    }

    private protected ControllerBuilder NewController(string name = "maps") => Controller.Named(name, new ControllerServices
    {
        Clusters = Registry,
        Leadership = Leadership,
        Runtime = new RuntimeServices { TimeProvider = Clock, LoggerFactory = Logs, Meter = _meter, ActivitySource = Spans },
    });

    /// <summary>Completes when the workers have returned.</summary>
    protected Task Workers { get; private set; } = Task.CompletedTask;

    /// <summary>Runs the sources and the workers until the test ends.</summary>
    private protected void Start(IController controller)
    {
        StartSources(controller);
        StartWorkers(controller);
    }

    private protected void StartSources(IController controller) => _running.Add(controller.Sources.RunAsync(_sources.Token));

    private protected void StartWorkers(IController controller)
    {
        Workers = controller.RunAsync(_workers.Token);
        _running.Add(Workers);
    }

    private protected Task StopWorkersAsync() => _workers.CancelAsync();

    private protected Task StopSourcesAsync() => _sources.CancelAsync();

    private protected Task<ReconcileCall> NextCallAsync() => Reconciler.NextAsync(Token).AsTask();

    private protected static ConfigMap Map(string name, string version = "1", string ns = "shop", string value = "v") => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = ns, Uid = $"uid-{name}", ResourceVersion = version },
        Data = StringMap.Create([new("value", value)]),
    };
}
