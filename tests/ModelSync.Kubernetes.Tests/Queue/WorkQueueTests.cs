using ModelSync.Kubernetes.Queue;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>Which keys come, how often and in what order (pitfalls 17 and 18).</summary>
public sealed class WorkQueueTests : QueueFixture
{
    [Test]
    public void A_key_that_is_added_thrice_comes_once()
    {
        Queue.Add("a");
        Queue.Add("b");
        Queue.Add("a");
        Queue.Add("a", QueuePriority.Low);

        Assert.That(TakeAll(), Is.EqualTo(["a", "b"]));
    }

    [Test]
    public void A_key_that_is_added_while_a_worker_has_it_comes_once_more_afterwards()
    {
        Queue.Add("a");
        var first = Take();
        Queue.Add("a");
        Queue.Add("a");

        Assert.That((Queue.Depth, Queue.InFlight), Is.EqualTo((0, 1)), "a second worker would get the same key");

        first.Dispose();

        Assert.That(TakeAll(), Is.EqualTo(["a"]));
        Assert.That((Queue.Depth, Queue.InFlight, Queue.Delayed), Is.EqualTo((0, 0, 0)));
    }

    [TestCase(QueuePriority.Low, QueuePriority.Normal)]
    [TestCase(QueuePriority.Normal, QueuePriority.Low)]
    public void A_key_comes_again_with_the_highest_priority_that_was_asked_for_meanwhile(QueuePriority first, QueuePriority second)
    {
        Queue.Add("a");
        using (Take())
        {
            Queue.Add("a", first);
            Queue.Add("a", second);
        }

        Assert.That(Take().Priority, Is.EqualTo(QueuePriority.Normal));
    }

    [Test]
    public void A_key_that_comes_again_has_not_the_priority_of_the_time_before()
    {
        Queue.Add("a", QueuePriority.Normal);
        using (Take())
        {
            Queue.Add("a", QueuePriority.Low);
        }

        Assert.That(Take().Priority, Is.EqualTo(QueuePriority.Low));
    }

    [Test]
    public void Dispose_OfALeaseTwice_EndsNobodyElsesWork()
    {
        Queue.Add("a");
        var first = Take();
        Queue.Add("a");
        first.Dispose();
        using var second = Take();

        first.Dispose();
        Queue.Add("a");

        Assert.That((Queue.Depth, Queue.InFlight), Is.EqualTo((0, 1)), "the second worker still has the key");
    }

    [Test]
    public void Dispose_OfAnOldLease_WhereTheEntryServesAnotherKey_DoesNothing()
    {
        Queue.Add("a");
        var old = Take();
        old.Dispose();
        Queue.Add("b");
        using var other = Take();

        old.Dispose();

        Assert.That(Queue.InFlight, Is.EqualTo(1));
    }

    [Test]
    public void A_higher_priority_lifts_a_key_that_waits_already_and_a_lower_one_does_not_lower_it()
    {
        Queue.Add("low", QueuePriority.Low);
        Queue.Add("lifted", QueuePriority.Low);
        Queue.Add("normal");
        Queue.Add("lifted", QueuePriority.Normal);
        Queue.Add("normal", QueuePriority.Low);

        Assert.That(TakeAll(), Is.EqualTo(["normal", "lifted", "low"]));
    }

    // controller-runtime #3496: strict priorities starve what is low.
    [Test]
    public void Every_eighth_key_comes_from_the_low_lane_while_the_normal_one_never_empties()
    {
        for (var i = 0; i < 32; i++)
        {
            Queue.Add($"low{i:00}", QueuePriority.Low);
            Queue.Add($"normal{i:00}");
        }

        var taken = TakeAll();

        Assert.That(taken[..32].Select((key, i) => (key, i)).Where(pair => pair.key.StartsWith("low")).Select(pair => pair.i), Is.EqualTo([7, 15, 23, 31]));
        Assert.That(taken.Where(key => key.StartsWith("low")), Is.Ordered, "each lane is first in, first out");
        Assert.That(taken.Where(key => key.StartsWith("normal")), Is.Ordered, "each lane is first in, first out");
    }

    [Test]
    public void An_empty_low_lane_saves_up_no_turns()
    {
        for (var i = 0; i < 20; i++)
        {
            Queue.Add("normal");
            Take().Dispose();
        }

        Queue.Add("low", QueuePriority.Low);
        Queue.Add("normal");

        Assert.That(TakeAll(), Is.EqualTo(["normal", "low"]));
    }

    [Test]
    public void Waited_IsTheTimeSinceTheKeyBecameReady()
    {
        Queue.AddAfter("a", Seconds(10));
        Clock.Advance(Seconds(10));
        Clock.Advance(Seconds(3));

        Assert.That(Take().Waited, Is.EqualTo(Seconds(3)));
    }

    [Test]
    public void Add_WithoutAKey_IsRefused()
    {
        Assert.That(() => Queue.Add(null!), Throws.ArgumentNullException);
        Assert.That(() => Queue.AddAfter(null!, Seconds(1)), Throws.ArgumentNullException);
        Assert.That(() => Queue.AddRateLimited(null!), Throws.ArgumentNullException);
    }
}
