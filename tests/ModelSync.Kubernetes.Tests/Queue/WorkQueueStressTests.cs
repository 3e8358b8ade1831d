using System.Security.Cryptography;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>Real threads and the real clock: no key is lost, none is with two workers, whatever getters are cancelled meanwhile (pitfall 17).</summary>
public sealed class WorkQueueStressTests
{
    private const int Keys = 64;
    private const int Adders = 3;
    private const int AddsEach = 30_000;

    private readonly int[] _wanted = new int[Keys];
    private readonly int[] _seen = new int[Keys];
    private readonly int[] _workers = new int[Keys];
    private int _collisions;

    [Test]
    public async Task No_key_is_lost_and_none_is_with_two_workers()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        using var queue = new WorkQueue<int>(new WorkQueueOptions<int> { Name = "stress", Cluster = ClusterName.Local }, RuntimeServices.Default);
        var workers = Enumerable.Range(0, 6).Select(i => Task.Run(() => WorkAsync(queue, cancels: i % 2 == 1, limit.Token), limit.Token)).ToList();

        await Task.WhenAll(Enumerable.Range(0, Adders).Select(adder => Task.Run(() => Add(queue, adder), limit.Token)));
        await UntilEmptyAsync(queue, limit.Token);
        queue.ShutDown(drain: true);
        await Task.WhenAll(workers);

        Assert.That(_collisions, Is.Zero, "a key was with two workers at once");
        Assert.That(_seen, Is.EqualTo(_wanted), "a key's last add was not followed by a look at it");
        Assert.That((queue.Depth, queue.Delayed, queue.InFlight), Is.EqualTo((0, 0, 0)));
    }

    private void Add(WorkQueue<int> queue, int adder)
    {
        for (var i = 0; i < AddsEach; i++)
        {
            var key = ((i * 31) + adder) % Keys;
            Interlocked.Increment(ref _wanted[key]);
            switch (i % 11)
            {
                case 0:
                    queue.AddAfter(key, TimeSpan.FromMilliseconds(1 + (i % 3)));
                    break;
                case 1:
                    queue.Add(key, QueuePriority.Low);
                    break;
                default:
                    queue.Add(key);
                    break;
            }
        }
    }

    private async Task WorkAsync(WorkQueue<int> queue, bool cancels, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var impatience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var getting = queue.GetAsync(impatience.Token);
                if (cancels && RandomNumberGenerator.GetInt32(2) == 0)
                {
                    await impatience.CancelAsync();
                }

                using var lease = await getting;
                _collisions += Interlocked.Increment(ref _workers[lease.Key]) == 1 ? 0 : 1;
                Volatile.Write(ref _seen[lease.Key], Volatile.Read(ref _wanted[lease.Key]));
                Interlocked.Decrement(ref _workers[lease.Key]);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Impatient: the key must come to another.
            }
            catch (QueueShutDownException)
            {
                return;
            }
        }
    }

    private static async Task UntilEmptyAsync(WorkQueue<int> queue, CancellationToken cancellationToken)
    {
        while (queue.Delayed + queue.Depth + queue.InFlight > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
