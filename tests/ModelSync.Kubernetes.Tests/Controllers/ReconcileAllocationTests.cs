using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Controllers.Building;
using ModelSync.Kubernetes.Controllers.Consistency;
using ModelSync.Kubernetes.Controllers.Running;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.Controllers.Fakes;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>What the runtime itself allocates for one reconcile, from the queue to its settlement.</summary>
public sealed class ReconcileAllocationTests
{
    private const int Rounds = 2_000;
    private const long BytesPerReconcile = 1_024;

    [Test]
    public void A_reconcile_allocates_little_of_its_own()
    {
        using var meter = new Meter("allocations");
        using var stop = new CancellationTokenSource();
        using var run = new WorkerRun(leadership: null, term: null, stop.Token);
        var services = new RuntimeServices { Meter = meter };
        using var queue = new WorkQueue<Request>(new WorkQueueOptions<Request> { Name = "maps", Cluster = ClusterName.Local }, services);
        using var metrics = new ClusterMetrics(meter, "maps", ClusterName.Local);
        var processor = new KeyProcessor(
            Definition(services), new FakeCluster("local"), new NothingReconciler(), queue, new ConsistencyStore(TimeSpan.FromSeconds(5), services), metrics, NullLogger.Instance);
        Work(processor, queue, run, stop.Token);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Work(processor, queue, run, stop.Token);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;

        TestContext.Out.WriteLine($"{each} bytes for each reconcile");
        Assert.That(each, Is.LessThanOrEqualTo(BytesPerReconcile));
    }

    private static ControllerDefinition Definition(RuntimeServices services) => new()
    {
        Name = "maps",
        Options = new ControllerOptions(),
        Services = new ControllerServices { Clusters = new FakeRegistry(), Runtime = services },
        WorksIn = ClusterScope.All,
        Sources = [],
        EventSources = [],
        ReconcilerFor = _ => new NothingReconciler(),
    };

    // All on this thread, because a reconciler that ends at once lets nothing be waited for.
    private static void Work(KeyProcessor processor, WorkQueue<Request> queue, WorkerRun run, CancellationToken stop)
    {
        var request = new Request(ClusterName.Local, new NamespacedName("shop", "web"));
        for (var round = 0; round < Rounds; round++)
        {
            queue.Add(request);
            var taken = queue.GetAsync(stop);
            using var lease = taken.IsCompletedSuccessfully ? taken.Result : throw new InvalidOperationException("the name is not there");
            var processed = processor.ProcessAsync(lease, run, stop);
            if (!processed.IsCompletedSuccessfully)
            {
                Assert.Fail("it was waited for something");
            }
        }
    }

    private sealed class NothingReconciler : IReconciler
    {
        public ValueTask<Result> ReconcileAsync(Request request, ReconcileContext context, CancellationToken cancellationToken) => new(Result.Done);
    }
}
