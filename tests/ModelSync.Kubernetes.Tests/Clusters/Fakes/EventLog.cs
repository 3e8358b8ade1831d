using ModelSync.Kubernetes.Clusters;

namespace ModelSync.Kubernetes.Tests.Clusters.Fakes;

/// <summary>A subscriber that keeps what it is told.</summary>
internal sealed class EventLog
{
    private readonly Lock _gate = new();
    private readonly List<ClusterEvent> _events = [];
    private TaskCompletionSource _told = NewSignal();

    public IReadOnlyList<ClusterEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public IReadOnlyList<string> Lines => [.. Events.Select(told => $"{told.Cluster.Name} {told.Status.State}")];

    public void Add(ClusterEvent told)
    {
        TaskCompletionSource signal;
        lock (_gate)
        {
            _events.Add(told);
            signal = _told;
            _told = NewSignal();
        }

        signal.TrySetResult();
    }

    public async Task WaitForAsync(Func<IReadOnlyList<ClusterEvent>, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task told;
            lock (_gate)
            {
                if (condition(_events))
                {
                    return;
                }

                told = _told.Task;
            }

            await told.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
