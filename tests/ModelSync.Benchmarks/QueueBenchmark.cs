using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Benchmarks;

/// <summary>What the work queue costs a key.</summary>
public static class QueueBenchmark
{
    private const int Keys = 100_000;
    private const int Rounds = 9;

    public static async Task RunAsync(Report report)
    {
        Request[] keys = [.. Enumerable.Range(0, Keys).Select(number => new Request(ClusterName.Local, new NamespacedName("team", $"model-server-{number:00000}")))];
        report.Add("queue_ops_per_second", Keys / await Statistics.MedianSecondsAsync(Rounds, () => RoundTripAsync(keys)), "keys added, taken and done a second, one at a time");
        report.Add("queue_contended_ops_per_second", Keys / await Statistics.MedianSecondsAsync(Rounds, () => ContendAsync(keys)), "the same with two adders and two takers at once");

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var queue = NewQueue();
        Array.ForEach(keys, key => queue.Add(key));
        report.Add("queue_bytes_per_item", (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Keys, "bytes kept for a key that waits, without the key's own texts");
        GC.KeepAlive(queue);
    }

    private static async Task RoundTripAsync(Request[] keys)
    {
        using var queue = NewQueue();
        foreach (var key in keys)
        {
            queue.Add(key);
        }

        for (var taken = 0; taken < keys.Length; taken++)
        {
            using var lease = await queue.GetAsync(CancellationToken.None);
        }
    }

    private static async Task ContendAsync(Request[] keys)
    {
        using var queue = NewQueue();
        await Task.WhenAll(Task.Run(() => Add(0)), Task.Run(() => Add(1)), Task.Run(TakeAsync), Task.Run(TakeAsync));

        void Add(int half)
        {
            for (var number = half; number < keys.Length; number += 2)
            {
                queue.Add(keys[number]);
            }
        }

        async Task TakeAsync()
        {
            for (var taken = 0; taken < keys.Length / 2; taken++)
            {
                using var lease = await queue.GetAsync(CancellationToken.None);
            }
        }
    }

    private static WorkQueue<Request> NewQueue() => new(new WorkQueueOptions<Request> { Name = "bench", Cluster = ClusterName.Local }, RuntimeServices.Default);
}
