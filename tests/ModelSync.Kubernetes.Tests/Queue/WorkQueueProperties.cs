using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Queue;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Queue;

/// <summary>Any sequence of calls does to the queue what it does to its model; FsCheck prints the seed and the shortest sequence that does not.</summary>
public sealed class WorkQueueProperties
{
    private static readonly Gen<QueuePriority> Priorities = Gen.Elements(QueuePriority.Low, QueuePriority.Normal);

    private static readonly Gen<int> Keys = Gen.Choose(0, 11);

    private static readonly Gen<Call> Calls = Gen.Frequency(
        (6, from key in Keys from priority in Priorities select new Call("add", key, 0, priority)),
        (4, from key in Keys from time in Gen.Choose(1, 40) from priority in Priorities select new Call("after", key, time, priority)),
        (6, Gen.Constant(new Call("take", 0, 0, default))),
        (5, from nth in Gen.Choose(0, 5) select new Call("end", nth, 0, default)),
        (3, from time in Gen.Choose(1, 20) select new Call("advance", 0, time, default)));

    private static readonly Gen<Call[]> Sequences =
        from calls in Calls.ArrayOf()
        from end in Gen.Elements("drain", "stop")
        from late in Calls.ArrayOf()
        select (Call[])[.. calls, new Call(end, 0, 0, default), .. late];

    [FsCheck.NUnit.Property(MaxTest = 1500, EndSize = 300)]
    public Property The_queue_does_what_its_model_does() => Prop.ForAll(Sequences.ToArbitrary(), calls =>
    {
        var clock = new ManualTimeProvider();
        using var queue = new WorkQueue<int>(
            new WorkQueueOptions<int> { Name = "model", Cluster = ClusterName.Local },
            RuntimeServices.Default with { TimeProvider = clock });
        var model = new QueueModel();
        var leases = new Dictionary<int, QueueLease<int>>();
        foreach (var call in calls)
        {
            Carry(call, queue, model, clock, leases);
            if ((queue.Depth, queue.Delayed, queue.InFlight) != model.Counts)
            {
                return false.Label($"after {call}: {(queue.Depth, queue.Delayed, queue.InFlight)}, but the model says {model.Counts}");
            }
        }

        return true.ToProperty();
    });

    private static void Carry(Call call, WorkQueue<int> queue, QueueModel model, ManualTimeProvider clock, Dictionary<int, QueueLease<int>> leases)
    {
        var time = TimeSpan.FromMilliseconds(call.Milliseconds);
        switch (call.Name)
        {
            case "add":
                queue.Add(call.Key, call.Priority);
                model.Add(call.Key, call.Priority);
                break;
            case "after":
                queue.AddAfter(call.Key, time, call.Priority);
                model.AddAfter(call.Key, time, call.Priority);
                break;
            case "take" when model.Take() is { } expected:
                var lease = queue.TakeReady();
                leases.Add(lease.Key, lease);
                Assert.That((lease.Key, lease.Priority), Is.EqualTo(expected));
                break;
            case "end" when model.WithWorkers.Order().Cast<int?>().ElementAtOrDefault(call.Key) is { } key:
                model.End(key);
                leases.Remove(key, out var ended);
                ended.Dispose();
                break;
            case "advance":
                clock.Advance(time);
                model.Advance(time);
                break;
            case "drain" or "stop":
                queue.ShutDown(call.Name == "drain");
                model.ShutDown(call.Name == "drain");
                break;
        }
    }

    private sealed record Call(string Name, int Key, int Milliseconds, QueuePriority Priority);
}
