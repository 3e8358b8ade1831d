using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>How a queue ends.</summary>
public sealed class WorkQueueShutDownTests : QueueFixture
{
    [Test]
    public void A_queue_that_drains_hands_out_what_is_ready_and_then_throws()
    {
        Queue.Add("a");
        Queue.Add("b");
        Queue.ShutDown(drain: true);
        Queue.Add("late");
        Queue.AddAfter("later", TimeSpan.FromTicks(1));
        Queue.AddRateLimited("retry");
        Clock.Advance(Seconds(10));

        Assert.That(TakeAll(), Is.EqualTo(["a", "b"]));
        Assert.That(async () => await Queue.GetAsync(Token), Throws.InstanceOf<QueueShutDownException>());
    }

    [Test]
    public void A_queue_that_does_not_drain_hands_out_nothing_more()
    {
        Queue.Add("a");
        Queue.Add("low", QueuePriority.Low);
        Queue.ShutDown(drain: false);

        Assert.That(Queue.Depth, Is.Zero);
        Assert.That(async () => await Queue.GetAsync(Token), Throws.InstanceOf<QueueShutDownException>());
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Delayed_keys_never_come(bool drain)
    {
        Queue.AddAfter("a", Seconds(1));
        Queue.ShutDown(drain);
        Clock.Advance(Seconds(10));

        Assert.That((Queue.Depth, Queue.Delayed), Is.EqualTo((0, 0)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Those_who_wait_are_told(bool drain)
    {
        var waiting = Queue.GetAsync(Token).AsTask();
        Queue.ShutDown(drain);

        Assert.That(async () => await waiting, Throws.InstanceOf<QueueShutDownException>());
    }

    // client-go's drain does the same: the key was added in time, a worker just had it.
    [Test]
    public async Task What_was_added_again_before_the_end_is_still_handed_out()
    {
        Queue.Add("a");
        var first = Take();
        Queue.Add("a");
        Queue.ShutDown(drain: true);
        var second = Queue.GetAsync(Token).AsTask();
        var third = Queue.GetAsync(Token).AsTask();
        Assert.That(second.IsCompleted, Is.False);

        first.Dispose();

        Assert.That((await second).Key, Is.EqualTo("a"));
        Assert.That(async () => await third, Throws.InstanceOf<QueueShutDownException>());
    }

    [Test]
    public void What_was_added_again_does_not_come_where_nothing_is_drained()
    {
        Queue.Add("a");
        var first = Take();
        Queue.Add("a");
        Queue.ShutDown(drain: false);

        first.Dispose();

        Assert.That((Queue.Depth, Queue.InFlight), Is.EqualTo((0, 0)));
        Assert.That(async () => await Queue.GetAsync(Token), Throws.InstanceOf<QueueShutDownException>());
    }

    [Test]
    public void ShutDown_WithoutDraining_EndsADrain()
    {
        Queue.Add("a");
        Queue.ShutDown(drain: true);
        Queue.ShutDown(drain: false);
        Queue.ShutDown(drain: true);

        Assert.That(async () => await Queue.GetAsync(Token), Throws.InstanceOf<QueueShutDownException>());
    }

    [Test]
    public void Dispose_EndsTheTimer_AndABelatedWorkerMayStillEndItsWork()
    {
        Queue.Add("a");
        var lease = Take();
        Queue.AddAfter("b", Seconds(1));

        Queue.Dispose();
        lease.Dispose();
        Queue.Add("a");
        Queue.AddAfter("a", Seconds(1));

        Assert.That((Clock.ArmedTimers, Queue.InFlight, Queue.Depth), Is.EqualTo((0, 0, 0)));
    }
}
