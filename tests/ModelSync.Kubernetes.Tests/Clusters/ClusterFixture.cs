using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.Clusters.Fakes;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Clusters;

/// <summary>One running registry for each test, over servers without a network, with a clock that stands still and a jitter of a half.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public abstract class ClusterFixture
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20), TimeProvider.System);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Meter _meter = new("test");

    protected static ClusterName Blue { get; } = new("blue");

    protected static NamespacedName Key { get; } = new("shop", "web");

    /// <summary>Ends a test that waits for something that does not happen.</summary>
    protected CancellationToken Ct => _limit.Token;

    protected ManualTimeProvider Clock { get; } = new();

    protected RecordingLoggerFactory Logs { get; } = new();

    protected Meter Meter => _meter;

    protected ClusterRegistry Registry { get; private set; } = null!;

    internal EventLog Log { get; } = new();

    protected Task Running { get; private set; } = Task.CompletedTask;

    [SetUp]
    public void Start()
    {
        Make(options => options);
        Run();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await StopRegistryAsync();
        _meter.Dispose();
        _stopping.Dispose();
        _limit.Dispose();
    }

    /// <summary>Puts a registry with other options in place, which does not run yet.</summary>
    internal void Make(Func<ClusterRegistryOptions, ClusterRegistryOptions> change)
    {
        var options = new ClusterRegistryOptions { Informers = client => new FakeInformerSet(client), Events = client => new FakeRecorder(client) };
        Registry = new ClusterRegistry(
            change(options), new RuntimeServices { TimeProvider = Clock, LoggerFactory = Logs, Meter = _meter, Jitter = () => 0.5 });
        Registry.Subscribe(Log.Add);
    }

    protected void Run() => Running = Registry.RunAsync(_stopping.Token);

    protected async Task StopRegistryAsync()
    {
        await _stopping.CancelAsync();
        await Running.WaitAsync(Ct);
    }

    internal FakeConnection Connect(FakeServer server, ClusterName? name = null) => server.Connect(name ?? Blue, Clock);

    /// <summary>Adds a cluster and waits until it is connected.</summary>
    internal async Task<ICluster> AddConnectedAsync(FakeServer server, ClusterName? name = null, ClusterOptions? options = null)
    {
        var cluster = Registry.Add(name ?? Blue, Connect(server, name).Client, options);
        await WaitForAsync(cluster, ClusterState.Connected);
        return cluster;
    }

    protected Task WaitForAsync(ICluster cluster, ClusterState state) =>
        Log.WaitForAsync(events => events.Any(told => ReferenceEquals(told.Cluster, cluster) && told.Status.State == state), Ct);

    /// <summary>Cuts the server off, and lets time pass until the one cluster there is counts as unreachable.</summary>
    internal async Task LoseAsync(ICluster cluster, FakeServer server)
    {
        server.CutOff();
        await PassAsync(TimeSpan.FromSeconds(10));
        await PassAsync(TimeSpan.FromSeconds(5));
        await PassAsync(TimeSpan.FromSeconds(1));
        await PassAsync(TimeSpan.FromSeconds(5));
        await WaitForAsync(cluster, ClusterState.Unreachable);
    }

    /// <summary>Waits until somebody waits for exactly that time, and lets it pass.</summary>
    protected async Task PassAsync(TimeSpan time)
    {
        await Clock.WaitForTimerDueInAsync(time, Ct);
        Clock.Advance(time);
    }

    internal static FakeInformerSet CachesOf(ICluster cluster) => (FakeInformerSet)cluster.Informers;

    protected Task<ConfigMap?> GetAsync(ICluster cluster) => cluster.Client.Resource<ConfigMap>().GetAsync(Key, Ct);
}
