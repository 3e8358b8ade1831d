namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>Those who wait: first come, first served, and none takes a key into its grave.</summary>
public sealed class WorkQueueGetterTests : QueueFixture
{
    [Test]
    public async Task Getters_are_served_in_the_order_in_which_they_came()
    {
        var getters = Enumerable.Range(0, 5).Select(_ => Queue.GetAsync(Token).AsTask()).ToList();

        for (var i = 0; i < 5; i++)
        {
            Queue.Add($"key{i}");
            Assert.That((await getters[i]).Key, Is.EqualTo($"key{i}"));
            Assert.That(getters[(i + 1)..].Any(getter => getter.IsCompleted), Is.False);
        }
    }

    [Test]
    public void GetAsync_WithACancelledToken_LeavesTheKey()
    {
        Queue.Add("a");

        Assert.That(async () => await Queue.GetAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(TakeAll(), Is.EqualTo(["a"]));
    }

    [Test]
    public async Task A_cancelled_getter_swallows_no_key()
    {
        using var cancelled = new CancellationTokenSource();
        var first = Queue.GetAsync(cancelled.Token).AsTask();
        var second = Queue.GetAsync(Token).AsTask();
        await cancelled.CancelAsync();

        Queue.Add("a");

        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await second).Key, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_getter_that_was_served_before_it_was_cancelled_keeps_its_key()
    {
        using var cancelled = new CancellationTokenSource();
        var getter = Queue.GetAsync(cancelled.Token);
        Queue.Add("a");
        await cancelled.CancelAsync();

        using var lease = await getter;
        Assert.That(lease.Key, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_key_that_races_with_the_cancellation_of_its_getter_is_handed_out_or_stays()
    {
        for (var round = 0; round < 2_000; round++)
        {
            using var cancelled = new CancellationTokenSource();
            var getter = Queue.GetAsync(cancelled.Token).AsTask();
            var cancelling = Task.Run(cancelled.Cancel, Token);
            Queue.Add("a");
            await cancelling;
            try
            {
                (await getter).Dispose();
                Assert.That(Queue.Depth, Is.Zero);
            }
            catch (OperationCanceledException)
            {
                Assert.That(TakeAll(), Is.EqualTo(["a"]), "the cancelled getter swallowed the key");
            }

            Assert.That(Queue.InFlight, Is.Zero);
        }
    }

    [Test]
    public async Task Whoever_waits_goes_on_on_a_thread_of_its_own_not_on_that_of_the_adder()
    {
        var seen = new TaskCompletionSource<int>();
        var waiting = ContinueAsync();
        var adder = new Thread(() => Queue.Add("a"));
        adder.Start();
        adder.Join();

        Assert.That(await seen.Task, Is.Not.EqualTo(adder.ManagedThreadId));
        await waiting;

        async Task ContinueAsync()
        {
            // Not on NUnit's context, which would hide on which thread the queue went on.
            (await Queue.GetAsync(Token).ConfigureAwait(false)).Dispose();
            seen.SetResult(Environment.CurrentManagedThreadId);
        }
    }

    [Test]
    public async Task A_key_that_comes_again_is_handed_to_whoever_waits()
    {
        Queue.Add("a");
        var first = Take();
        var second = Queue.GetAsync(Token);
        Queue.Add("a");
        Assert.That(second.IsCompleted, Is.False);

        first.Dispose();

        Assert.That((await second).Key, Is.EqualTo("a"));
    }
}
