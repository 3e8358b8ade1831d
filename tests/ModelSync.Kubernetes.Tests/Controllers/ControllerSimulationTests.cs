using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.Controllers.Fakes;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>Whatever happens in whatever order: no name is lost, none is with two workers, none is looked at without a reason. FsCheck prints the seed of a failure.</summary>
public sealed class ControllerSimulationTests
{
    private static readonly string[] Names = ["a", "b", "c", "d", "e"];

    [FsCheck.NUnit.Property(MaxTest = 60, EndSize = 120)]
    public async Task Pitfalls_16_17_19_every_change_is_looked_at_with_its_last_state(byte[] steps)
    {
        await using var world = new World();
        foreach (var step in steps)
        {
            await world.StepAsync(step);
        }

        await world.SettleAsync();

        Assert.That(world.Reconciler.Overlaps, Is.Empty, "names that were with two workers at once");
        Assert.That(world.Reconciler.Count, Is.LessThanOrEqualTo(world.Reasons), "no reconcile without a change, a failure, a wish or a restart");
    }

    /// <summary>Two clusters, a controller over both that is restarted now and then, and a reconciler that fails as it likes.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20), TimeProvider.System);
        private readonly ManualTimeProvider _clock = new();
        private readonly Meter _meter = new("simulation");
        private readonly MetricSums _metrics;
        private readonly FakeRegistry _registry = new();
        private readonly Dictionary<Request, string> _expected = [];
        private readonly List<FakeCluster> _clusters;
        private CancellationTokenSource _stop = new();
        private Task _running = Task.CompletedTask;
        private IController _controller;
        private int _version;
        private int _reasons;

        public World()
        {
            _metrics = new MetricSums(_meter);
            _clusters = [_registry.Add(new FakeCluster("local")), _registry.Add(new FakeCluster("paris"))];
            _controller = NewController();
            Run(_controller.Sources);
            Run(_controller);
        }

        public UnrulyReconciler Reconciler { get; } = new();

        /// <summary>How many reconciles there are reasons for, at most.</summary>
        public int Reasons => _reasons + Reconciler.Again;

        public async Task StepAsync(byte step)
        {
            var cluster = _clusters[step % 2];
            var key = new NamespacedName("shop", Names[step / 2 % Names.Length]);
            var maps = cluster.Caches.Of<ConfigMap>();
            _reasons++;
            if (step % 3 == 0)
            {
                await QuietAsync();
            }

            switch (step % 13)
            {
                case 0:
                    maps.Remove(key);
                    _expected[new Request(cluster.Name, key)] = "gone";
                    break;
                case 1:
                    maps.Resync(key);
                    break;
                case 2:
                    _clock.Advance(TimeSpan.FromMilliseconds(step));
                    break;
                case 3:
                    Reconciler.Mood = step;
                    break;
                case 4:
                    await RestartAsync();
                    break;
                case 5:
                    _clusters[1] = Rejoin(_clusters[1]);
                    break;
                default:
                    var version = $"{++_version}";
                    _expected[new Request(cluster.Name, key)] = version;
                    maps.Set(new ConfigMap { Metadata = new ObjectMeta { Name = key.Name, Namespace = key.Namespace, ResourceVersion = version } });
                    break;
            }
        }

        /// <summary>Everything goes well from now on: moves the clock until every name was looked at in its last state.</summary>
        public async Task SettleAsync()
        {
            Reconciler.Mood = 0;
            while (_expected.Any(expected => Reconciler.SeenOf(expected.Key) != expected.Value))
            {
                Assert.That(_limit.IsCancellationRequested, Is.False, () => $"never looked at in its last state: {string.Join(", ", Missed())}");
                _clock.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.WaitAsync(_limit.Token);
            _metrics.Dispose();
            _meter.Dispose();
            _stop.Dispose();
            _limit.Dispose();
        }

        // Lets the workers catch up now and then; otherwise they would do everything at the end, when all goes well.
        private async Task QuietAsync()
        {
            while (_metrics.Of("modelsync.workqueue.depth") + _metrics.Of("modelsync.reconcile.active") > 0)
            {
                _limit.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        private IEnumerable<string> Missed() =>
            _expected.Where(expected => Reconciler.SeenOf(expected.Key) != expected.Value).Select(expected => $"{expected.Key} at {expected.Value}");

        private IController NewController() => Controller.Named("maps", new ControllerServices
        {
            Clusters = _registry,
            Runtime = new RuntimeServices { TimeProvider = _clock, Meter = _meter },
        }).For<ConfigMap>().WithOptions(new ControllerOptions { Workers = 3 }).Build(Reconciler);

        private void Run(IRunnable runnable) => _running = Task.WhenAll(_running, runnable.RunAsync(_stop.Token));

        // The whole process: what was in the queue is lost, and the first list brings it back.
        private async Task RestartAsync()
        {
            await _stop.CancelAsync();
            await _running.WaitAsync(_limit.Token);
            _stop.Dispose();
            _stop = new CancellationTokenSource();
            _running = Task.CompletedTask;
            _controller = NewController();
            _clusters.ForEach(cluster => ForgetGone(cluster.Name));
            _reasons += 2 * Names.Length;
            Run(_controller.Sources);
            Run(_controller);
        }

        private FakeCluster Rejoin(FakeCluster old)
        {
            var again = new FakeCluster(old.Name.Value);
            foreach (var name in Names)
            {
                if (old.Caches.Of<ConfigMap>().Get(new NamespacedName("shop", name)) is { } map)
                {
                    again.Caches.Of<ConfigMap>().Set(map);
                }
            }

            ForgetGone(old.Name);
            _reasons += Names.Length;
            _registry.Remove(old);
            return _registry.Add(again);
        }

        // Whoever begins with a list does not learn what has gone before: that is what finalizers are for.
        private void ForgetGone(ClusterName cluster)
        {
            foreach (var gone in _expected.Where(expected => expected.Key.Cluster == cluster && expected.Value == "gone").Select(expected => expected.Key).ToArray())
            {
                _expected.Remove(gone);
            }
        }
    }

    private sealed class UnrulyReconciler : IReconciler
    {
        private readonly Lock _gate = new();
        private readonly HashSet<Request> _running = [];
        private readonly Dictionary<Request, string> _seen = [];
        private readonly List<Request> _overlaps = [];
        private int _count;
        private int _again;

        /// <summary>Decides what goes wrong; 0 for nothing.</summary>
        public int Mood { get; set; }

        public int Count => Volatile.Read(ref _count);

        /// <summary>How many reconciles have themselves asked for another one.</summary>
        public int Again => Volatile.Read(ref _again);

        public IReadOnlyList<Request> Overlaps => _overlaps;

        public string? SeenOf(Request request)
        {
            lock (_gate)
            {
                return _seen.GetValueOrDefault(request);
            }
        }

        public async ValueTask<Result> ReconcileAsync(Request request, ReconcileContext context, CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                if (!_running.Add(request))
                {
                    _overlaps.Add(request);
                }
            }

            try
            {
                return await WorkAsync(request, context, Interlocked.Increment(ref _count));
            }
            finally
            {
                lock (_gate)
                {
                    _running.Remove(request);
                }
            }
        }

        private async Task<Result> WorkAsync(Request request, ReconcileContext context, int count)
        {
            var map = context.Cluster.Informers.Get(Resources.ResourceType.Of<ConfigMap>()).Get(request.Key);
            await Task.Yield();
            switch (Mood == 0 ? 0 : (Mood + count) % 6)
            {
                case 1:
                    Interlocked.Increment(ref _again);
                    throw new IOException("disk");
                case 2:
                    Interlocked.Increment(ref _again);
                    throw new KeyNotFoundException();
                case 3:
                    Interlocked.Increment(ref _again);
                    return Result.After(TimeSpan.FromMilliseconds(count % 40 + 1));
                default:
                    lock (_gate)
                    {
                        _seen[request] = map?.Metadata.ResourceVersion ?? "gone";
                    }

                    return Result.Done;
            }
        }
    }
}
