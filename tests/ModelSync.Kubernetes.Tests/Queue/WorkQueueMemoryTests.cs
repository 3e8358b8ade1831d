using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>What a queue costs: bytes, which are exact; never time.</summary>
public sealed class WorkQueueMemoryTests
{
    private static readonly Request[] Requests =
        [.. Enumerable.Range(0, 40_000).Select(i => new Request(ClusterName.Local, new NamespacedName("shop", $"key{i}")))];

    [TestCase(20_000, false)]
    [TestCase(40_000, false)]
    [TestCase(40_000, true)]
    public void A_waiting_request_costs_at_most_200_bytes(int count, bool isDelayed)
    {
        using var queue = Create();
        Assert.That(Requests, Is.Not.Empty, "made before the counting begins");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var request in Requests.AsSpan(0, count))
        {
            queue.AddAfter(request, isDelayed ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        }

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;

        TestContext.Out.WriteLine($"{each:0} bytes each");
        Assert.That(queue.Depth + queue.Delayed, Is.EqualTo(count));
        Assert.That(each, Is.LessThanOrEqualTo(200));
    }

    [Test]
    public void Adding_taking_and_ending_allocates_nothing()
    {
        using var queue = Create();
        Cycle();
        Cycle();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Cycle()
        {
            foreach (var request in Requests.AsSpan(0, 1000))
            {
                queue.Add(request);
                queue.TakeReady().Dispose();
            }
        }
    }

    private static WorkQueue<Request> Create() => new(
        new WorkQueueOptions<Request> { Name = "memory", Cluster = ClusterName.Local },
        RuntimeServices.Default with { TimeProvider = new ManualTimeProvider() });
}
