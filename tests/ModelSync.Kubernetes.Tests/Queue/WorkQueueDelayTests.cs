using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>Which of several times counts, and that none is lost (pitfall 16; KubeOps #554, #707).</summary>
public sealed class WorkQueueDelayTests : QueueFixture
{
    [Test]
    public void A_delayed_key_comes_when_it_is_due_and_not_before()
    {
        Queue.AddAfter("a", Seconds(10));

        Clock.Advance(Seconds(9.999));
        Assert.That((Queue.Depth, Queue.Delayed), Is.EqualTo((0, 1)));

        Clock.Advance(Seconds(0.001));
        Assert.That((Queue.Depth, Queue.Delayed), Is.EqualTo((1, 0)));
    }

    [TestCase(5, 60)]
    [TestCase(60, 5)]
    public void Of_several_deadlines_the_earliest_counts_and_the_key_comes_once(int first, int second)
    {
        Queue.AddAfter("a", Seconds(first));
        Queue.AddAfter("a", Seconds(second));

        Clock.Advance(Seconds(5));
        Assert.That(TakeAll(), Is.EqualTo(["a"]));

        Clock.Advance(Seconds(600));
        Assert.That((Queue.Depth, Queue.Delayed), Is.EqualTo((0, 0)));
    }

    [Test]
    public void An_add_makes_a_later_deadline_moot_for_whoever_looks_decides_anew()
    {
        Queue.AddAfter("a", Seconds(10));
        Queue.Add("a");

        Assert.That(TakeAll(), Is.EqualTo(["a"]));

        Clock.Advance(Seconds(60));
        Assert.That(Queue.Depth, Is.Zero);
    }

    [Test]
    public void A_deadline_for_a_key_that_is_ready_anyway_is_moot()
    {
        Queue.Add("a", QueuePriority.Low);
        Queue.AddAfter("a", Seconds(10));

        Assert.That(Queue.Delayed, Is.Zero);
        Assert.That(Take().Priority, Is.EqualTo(QueuePriority.Normal), "the higher priority counts all the same");
    }

    [Test]
    public void A_deadline_that_the_worker_sets_outlasts_the_end_of_its_work()
    {
        Queue.Add("a");
        using (Take())
        {
            Queue.AddAfter("a", Seconds(10));
        }

        Assert.That((Queue.Depth, Queue.Delayed), Is.EqualTo((0, 1)));
        Clock.Advance(Seconds(10));
        Assert.That(TakeAll(), Is.EqualTo(["a"]));
    }

    // The event of the reconcile's own status write: KubeOps #554 and #707 lost the requeue to it.
    [TestCase(true)]
    [TestCase(false)]
    public void A_deadline_that_the_worker_sets_outlasts_an_add_during_its_work(bool addComesFirst)
    {
        Queue.Add("a");
        using (Take())
        {
            if (addComesFirst)
            {
                Queue.Add("a");
            }

            Queue.AddAfter("a", Seconds(10));
            if (!addComesFirst)
            {
                Queue.Add("a");
            }
        }

        Assert.That(TakeAll(), Is.EqualTo(["a"]), "for the event");
        Clock.Advance(Seconds(10));
        Assert.That(TakeAll(), Is.EqualTo(["a"]), "for the deadline");
    }

    [Test]
    public void A_deadline_that_comes_during_work_makes_the_key_come_again_once()
    {
        Queue.Add("a");
        using (Take())
        {
            Queue.AddAfter("a", Seconds(10), QueuePriority.Low);
            Clock.Advance(Seconds(20));
            Assert.That((Queue.Depth, Queue.Delayed, Queue.InFlight), Is.EqualTo((0, 0, 1)));
        }

        Assert.That(Take().Priority, Is.EqualTo(QueuePriority.Low));
    }

    [Test]
    public void The_priority_of_a_delayed_key_is_the_highest_that_was_asked_for()
    {
        Queue.AddAfter("a", Seconds(1), QueuePriority.Low);
        Queue.AddAfter("a", Seconds(5), QueuePriority.Normal);
        Queue.AddAfter("b", Seconds(5), QueuePriority.Normal);
        Queue.Add("b", QueuePriority.Low);

        Assert.That(Take().Priority, Is.EqualTo(QueuePriority.Normal));
        Clock.Advance(Seconds(1));
        Assert.That(Take().Priority, Is.EqualTo(QueuePriority.Normal));
    }

    [Test]
    public void One_timer_serves_ten_thousand_deadlines()
    {
        for (var i = 0; i < 10_000; i++)
        {
            Queue.AddAfter($"key{i}", TimeSpan.FromMilliseconds(10 + (i * 7919 % 10_000)));
        }

        Assert.That(Clock.ArmedTimers, Is.EqualTo(1));
        Clock.Advance(TimeSpan.FromMilliseconds(5009));
        Assert.That((Queue.Depth, Queue.Delayed), Is.EqualTo((5000, 5000)));
        Clock.Advance(Seconds(10));
        Assert.That((Queue.Depth, Clock.ArmedTimers), Is.EqualTo((10_000, 0)), "and it does not tick when there is nothing to wait for");
    }

    [Test]
    public void Keys_become_ready_in_the_order_of_their_deadlines()
    {
        Queue.AddAfter("third", Seconds(3));
        Queue.AddAfter("first", Seconds(1));
        Queue.AddAfter("second", Seconds(2));
        Queue.AddAfter("also second", Seconds(2));

        Clock.Advance(Seconds(5));

        Assert.That(TakeAll(), Is.EqualTo(["first", "second", "also second", "third"]));
    }

    [Test]
    public void A_clock_correction_moves_no_deadline()
    {
        Queue.AddAfter("a", Seconds(10));

        Clock.JumpWallClock(TimeSpan.FromDays(400));
        Assert.That(Queue.Depth, Is.Zero);

        Clock.Advance(Seconds(10));
        Assert.That(Queue.Depth, Is.EqualTo(1));
    }

    [Test]
    public void A_delay_longer_than_timers_can_wait_is_waited_for_all_the_same()
    {
        Queue.AddAfter("for ever", TimeSpan.MaxValue);
        Queue.AddAfter("a", TimeSpan.FromDays(100));

        Clock.Advance(TimeSpan.FromDays(99));
        Assert.That(Queue.Depth, Is.Zero);

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(TakeAll(), Is.EqualTo(["a"]));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_delay_that_is_none_makes_the_key_ready_at_once(int seconds)
    {
        Queue.AddAfter("a", Seconds(seconds));

        Assert.That(TakeAll(), Is.EqualTo(["a"]));
    }

    [Test]
    public async Task A_getter_that_waits_is_served_by_the_timer()
    {
        var waiting = Queue.GetAsync(Token);
        Queue.AddAfter("a", TimeSpan.FromTicks(12_345));

        Clock.Advance(TimeSpan.FromTicks(12_344));
        Assert.That(waiting.IsCompleted, Is.False);

        // Timers count whole milliseconds: the deadline of 1.2345 ms is looked at after 2.
        Clock.Advance(Seconds(0.001));
        Assert.That((await waiting).Key, Is.EqualTo("a"));
    }
}
