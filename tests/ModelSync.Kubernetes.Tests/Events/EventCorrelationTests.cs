using ModelSync.Kubernetes.Events;

namespace ModelSync.Kubernetes.Tests.Events;

/// <summary>Few Events of many (pitfall 27), with the numbers of client-go.</summary>
public sealed class EventCorrelationTests : EventFixture
{
    [Test]
    public async Task The_same_Event_again_is_counted_by_a_patch()
    {
        var sender = Sender();
        var first = Clock.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            await sender.SendAsync(Happened("scaled to 3"), Token);
            Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.That(Cluster.Calls, Is.EqualTo(["create", "patch", "patch"]));
        Assert.That((Cluster.Only.Count, Cluster.Only.Message), Is.EqualTo((3, "scaled to 3")));
        Assert.That(Cluster.Only.FirstTimestamp!.Value.ToDateTimeOffset(), Is.EqualTo(first));
        Assert.That(Cluster.Only.LastTimestamp!.Value.ToDateTimeOffset(), Is.EqualTo(first.AddSeconds(20)));
        Assert.That(Results, Is.EqualTo("created=1 patched=2"));
    }

    [Test]
    public async Task Another_object_reason_type_or_message_is_another_Event()
    {
        var sender = Sender();
        await sender.SendAsync(Happened("a"), Token);
        await sender.SendAsync(Happened("b"), Token);
        await sender.SendAsync(Happened("a", reason: "Other"), Token);
        await sender.SendAsync(Happened("a", name: "api"), Token);
        await sender.SendAsync(Happened("a", type: EventType.Warning), Token);
        await sender.SendAsync(Happened("a") with { Action = "Scaling" }, Token);

        Assert.That(Cluster.Events, Has.Count.EqualTo(6));
        Assert.That(Cluster.Events.Select(item => item.Metadata.Name), Is.Unique);
    }

    [Test]
    public async Task From_the_tenth_similar_Event_on_they_are_combined_into_one()
    {
        var sender = Sender();
        for (var i = 1; i <= 14; i++)
        {
            await sender.SendAsync(Happened($"try {i}"), Token);
        }

        Assert.That(Cluster.Events, Has.Count.EqualTo(10));
        Assert.That(Cluster.Events[^1].Message, Is.EqualTo("(combined from similar events): try 14"));
        Assert.That(Cluster.Events[^1].Count, Is.EqualTo(5));
    }

    [TestCase(600, 10, Description = "the ten minutes count from the last one")]
    [TestCase(601, 19)]
    public async Task Similar_Events_after_ten_quiet_minutes_are_told_one_by_one_again(int quietSeconds, int expected)
    {
        var sender = Sender();
        for (var i = 1; i <= 9; i++)
        {
            await sender.SendAsync(Happened($"try {i}"), Token);
        }

        Clock.Advance(TimeSpan.FromSeconds(quietSeconds));
        for (var i = 10; i <= 19; i++)
        {
            await sender.SendAsync(Happened($"try {i}"), Token);
        }

        Assert.That(Cluster.Events, Has.Count.EqualTo(expected));
    }

    [Test]
    public async Task An_object_has_25_Events_at_once_and_one_every_five_minutes()
    {
        var sender = Sender();
        for (var i = 0; i < 40; i++)
        {
            await sender.SendAsync(Happened("again"), Token);
        }

        Assert.That((Cluster.Calls.Count, Cluster.Only.Count, Results), Is.EqualTo((25, 25, "created=1 dropped=15 patched=24")));

        await sender.SendAsync(Happened("again", name: "api"), Token);
        Assert.That(Cluster.Calls, Has.Count.EqualTo(26), "another object has its own share");

        Clock.Advance(TimeSpan.FromSeconds(299));
        await sender.SendAsync(Happened("again"), Token);
        Assert.That(Cluster.Calls, Has.Count.EqualTo(26));

        Clock.Advance(TimeSpan.FromSeconds(1));
        await sender.SendAsync(Happened("again"), Token);
        Assert.That((Cluster.Calls.Count, Cluster.Events[0].Count), Is.EqualTo((27, 42)), "those that were not sent are counted");
    }

    [Test]
    public async Task What_is_remembered_is_bounded()
    {
        var sender = Sender(Options with { Remembered = 2 });
        foreach (var name in (string[])["a", "b", "a", "c", "a", "b"])
        {
            await sender.SendAsync(Happened("again", name: name), Token);
        }

        Assert.That(Cluster.Calls, Is.EqualTo(["create", "create", "patch", "create", "patch", "create"]), "b was used longest ago when c came");
    }

    [Test]
    public async Task An_Event_that_is_gone_when_it_happens_again_is_created_anew()
    {
        var sender = Sender();
        await sender.SendAsync(Happened("again"), Token);
        Cluster.Clear();
        await sender.SendAsync(Happened("again"), Token);

        Assert.That(Cluster.Calls, Is.EqualTo(["create", "patch", "create"]));
        Assert.That(Cluster.Only.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task Names_are_of_the_object_and_the_time_and_never_the_same()
    {
        var sender = Sender();
        await sender.SendAsync(Happened("a"), Token);
        await sender.SendAsync(Happened("b"), Token);
        await sender.SendAsync(Happened("c", name: "system:node"), Token);
        await sender.SendAsync(Happened("d", name: new string('x', 250)), Token);

        var nanoseconds = (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        Assert.That(Cluster.Events.Select(item => item.Metadata.Name), Is.EqualTo([
            $"web.{nanoseconds:x}", $"web.{nanoseconds + 1:x}", $"event.{nanoseconds + 2:x}", $"event.{nanoseconds + 3:x}",
        ]));
    }
}
