using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.Events;

/// <summary>What becomes of Events that the server does not take: bounded tries, a count and a line, and never more.</summary>
public sealed class EventDeliveryTests : EventFixture
{
    [TestCase(404, StatusReasons.NotFound, "dropped=1", Description = "the namespace is gone")]
    [TestCase(403, StatusReasons.Forbidden, "dropped=1", Description = "not allowed, or the namespace is ending")]
    [TestCase(422, StatusReasons.Invalid, "failed=1")]
    [TestCase(400, StatusReasons.BadRequest, "failed=1")]
    public async Task A_refusal_is_not_tried_again(int code, string reason, string results)
    {
        Cluster.Failures.Enqueue(InMemoryEvents.Refusal(code, reason, "unable to create new content"));

        await Sender().SendAsync(Happened("a"), Token);

        Assert.That((Cluster.Calls.Count, Results), Is.EqualTo((1, results)));
        Assert.That(Logs.Messages, Has.Count.EqualTo(1).And.One.Contains("unable to create new content").And.One.Contains("v1 ConfigMap shop/web"));
    }

    [Test]
    public async Task What_may_heal_is_tried_again_with_a_growing_wait()
    {
        Cluster.Failures.Enqueue(new KubernetesConnectionException("no answer"));
        Cluster.Failures.Enqueue(InMemoryEvents.Refusal(503, StatusReasons.ServiceUnavailable));
        Cluster.Failures.Enqueue(InMemoryEvents.Refusal(429, StatusReasons.TooManyRequests));

        var sending = Sender().SendAsync(Happened("a"), Token);
        foreach (var seconds in (int[])[1, 2, 4])
        {
            await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(seconds), Token);
            Clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        await sending;
        Assert.That((Cluster.Calls.Count, Results, Logs.Messages.Count), Is.EqualTo((4, "created=1", 0)));
    }

    [Test]
    public async Task Tries_are_bounded_and_the_next_Event_begins_anew()
    {
        for (var i = 0; i < 3; i++)
        {
            Cluster.Failures.Enqueue(new KubernetesConnectionException("no answer"));
        }

        var sender = Sender(Options with { MaxTries = 3 });
        var sending = sender.SendAsync(Happened("a"), Token);
        await Clock.WaitForTimersAsync(1, Token);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Clock.WaitForTimersAsync(1, Token);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await sending;
        await sender.SendAsync(Happened("a"), Token);

        Assert.That((Cluster.Calls.Count, Results), Is.EqualTo((4, "created=1 failed=1")));
        Assert.That(Cluster.Only.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_create_whose_answer_got_lost_is_not_doubled()
    {
        Cluster.Failures.Enqueue(InMemoryEvents.Refusal(409, StatusReasons.AlreadyExists));

        var sender = Sender();
        await sender.SendAsync(Happened("a"), Token);

        Assert.That((Cluster.Calls.Count, Results), Is.EqualTo((1, "created=1")));
    }

    [Test]
    public async Task A_failure_that_nobody_foresaw_ends_with_its_Event()
    {
        Cluster.Failures.Enqueue(new ArgumentException("a bug"));

        var sender = Sender();
        await sender.SendAsync(Happened("a"), Token);
        await sender.SendAsync(Happened("b"), Token);

        Assert.That((Cluster.Only.Message, Results), Is.EqualTo(("b", "created=1 failed=1")));
    }

    [Test]
    public async Task Losses_are_logged_once_a_minute_with_their_number()
    {
        var sender = Sender();
        for (var i = 0; i < 8; i++)
        {
            Cluster.Failures.Enqueue(InMemoryEvents.Refusal(403, StatusReasons.Forbidden));
        }

        for (var i = 0; i < 7; i++)
        {
            await sender.SendAsync(Happened("a", name: $"web{i}"), Token);
        }

        Assert.That(Logs.Messages, Has.Count.EqualTo(1));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await sender.SendAsync(Happened("a", name: "last"), Token);

        Assert.That(Logs.Messages[^1], Does.Contain("7 Events").And.Contain("shop/last"));
    }
}
