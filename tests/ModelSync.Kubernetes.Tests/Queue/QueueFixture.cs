using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>One queue of texts for each test, with a clock that stands still.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class QueueFixture
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);

    protected QueueFixture() => Queue = Create();

    /// <summary>Ends a test that waits for something that does not happen.</summary>
    protected CancellationToken Token => _limit.Token;

    protected ManualTimeProvider Clock { get; } = new();

    protected WorkQueue<string> Queue { get; }

    [TearDown]
    public void End()
    {
        Queue.Dispose();
        _limit.Dispose();
    }

    protected static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    protected WorkQueue<string> Create(IRateLimiter<string>? limiter = null) => new(
        new WorkQueueOptions<string> { Name = "test", Cluster = ClusterName.Local, RateLimiter = limiter },
        RuntimeServices.Default with { TimeProvider = Clock });

    /// <summary>Takes a key that must be ready.</summary>
    protected QueueLease<string> Take() => Queue.TakeReady();

    /// <summary>Takes the keys that are ready, one after the other, and ends the work on each.</summary>
    protected List<string> TakeAll()
    {
        var keys = new List<string>();
        while (Queue.Depth > 0)
        {
            using var lease = Take();
            keys.Add(lease.Key);
        }

        return keys;
    }
}
