using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>How long a key that fails waits.</summary>
public sealed class WorkQueueBackoffTests : QueueFixture
{
    [Test]
    public void The_wait_doubles_from_5_ms_to_1000_s_and_the_key_is_never_dropped()
    {
        var waits = Enumerable.Range(0, 2_000).Select(_ =>
        {
            var wait = Queue.AddRateLimited("a");
            Clock.Advance(wait);
            Assert.That(TakeAll(), Is.EqualTo(["a"]));
            return wait;
        }).ToList();

        Assert.That(waits[..4], Is.EqualTo([Seconds(0.005), Seconds(0.01), Seconds(0.02), Seconds(0.04)]));
        Assert.That(waits[17..], Has.All.EqualTo(Seconds(0.005 * (1 << 17))).Or.EqualTo(Seconds(1000)));
        Assert.That(waits[18..], Has.All.EqualTo(Seconds(1000)));
        Assert.That(Queue.Failures("a"), Is.EqualTo(2_000));
    }

    [Test]
    public void Forget_BeginsAnew_ForThisKeyAlone()
    {
        Queue.AddRateLimited("a");
        Queue.AddRateLimited("a");
        Queue.AddRateLimited("b");

        Queue.Forget("a");

        Assert.That((Queue.Failures("a"), Queue.Failures("b")), Is.EqualTo((0, 1)));
        Assert.That(Queue.AddRateLimited("a"), Is.EqualTo(Seconds(0.005)));
        Assert.That(Queue.AddRateLimited("b"), Is.EqualTo(Seconds(0.01)));
    }

    [Test]
    public void Forget_LeavesTheKeyInTheQueue()
    {
        Queue.AddRateLimited("a");
        Queue.Forget("a");
        Clock.Advance(Seconds(1));

        Assert.That(TakeAll(), Is.EqualTo(["a"]));
    }

    [Test]
    public void An_add_does_not_wait_for_the_backoff()
    {
        _ = Enumerable.Range(0, 20).Select(_ => Queue.AddRateLimited("a")).Last();

        Queue.Add("a");

        Assert.That(TakeAll(), Is.EqualTo(["a"]));
    }

    // controller-runtime #3157: a retry of something low must not overtake.
    [Test]
    public void A_retry_keeps_the_priority_that_it_is_given()
    {
        Queue.Add("low", QueuePriority.Low);
        using (var lease = Take())
        {
            Queue.AddRateLimited(lease.Key, lease.Priority);
        }

        Clock.Advance(Seconds(1));

        Assert.That(Take().Priority, Is.EqualTo(QueuePriority.Low));
    }

    [Test]
    public void The_limiter_is_called_outside_of_the_lock()
    {
        using var queue = Create(new ReentrantLimiter(() => Queue.Depth));

        Assert.That(queue.AddRateLimited("a"), Is.EqualTo(Seconds(1)));
    }

    [Test]
    public void A_limiter_with_a_wait_of_zero_or_a_limit_below_its_first_wait_is_refused()
    {
        Assert.That(() => new ExponentialRateLimiter<string>(TimeSpan.Zero, Seconds(1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ExponentialRateLimiter<string>(Seconds(2), Seconds(1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private sealed class ReentrantLimiter(Func<int> askQueue) : IRateLimiter<string>
    {
        // Asked from another thread: one that holds the lock would let it wait for ever.
        public TimeSpan When(string key) => Task.Run(askQueue).Wait(TimeSpan.FromSeconds(10)) ? Seconds(1) : Seconds(2);

        public void Forget(string key)
        {
        }

        public int Failures(string key) => 0;
    }
}
