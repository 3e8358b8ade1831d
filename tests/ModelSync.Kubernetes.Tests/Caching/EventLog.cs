using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>A handler that keeps what it is told, as text.</summary>
internal sealed class EventLog<T>
    where T : class, IKubernetesObject
{
    private readonly Lock _gate = new();
    private readonly List<InformerEvent<T>> _events = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    public IReadOnlyList<InformerEvent<T>> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _events.Count;
            }
        }
    }

    public IReadOnlyList<string> Texts => [.. Events.Select(Describe)];

    public void Add(InformerEvent<T> told)
    {
        lock (_gate)
        {
            _events.Add(told);
            foreach (var (count, reached) in _waiters)
            {
                if (_events.Count >= count)
                {
                    reached.TrySetResult();
                }
            }
        }
    }

    public async Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_events.Count >= count)
            {
                return;
            }

            _waiters.Add((count, reached));
        }

        try
        {
            await reached.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"waited for {count} events, was told {string.Join("; ", Texts)}");
        }
    }

    public static string Describe(InformerEvent<T> told)
    {
        var before = told.Old is { } old ? $" @{old.Metadata.ResourceVersion}" : "";
        var now = told.New is { } value ? $" @{value.Metadata.ResourceVersion}" : told.Invalid is { } invalid ? $" invalid @{invalid.Metadata.ResourceVersion}" : "";
        var change = told.Kind switch
        {
            InformerEventKind.Deleted => before,
            InformerEventKind.Updated => $"{before} to{now}",
            _ => now,
        };
        return $"{told.Kind} {told.Key}{change}{(told.IsInInitialList ? " initial" : "")}";
    }
}
