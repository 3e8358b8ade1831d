using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Clusters.Fakes;

/// <summary>A set without informers, which tells whether it runs and by which client its informers would ask.</summary>
internal sealed class FakeInformerSet(IKubernetesClient client) : IInformerSet
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IKubernetesClient Client => client;

    public Task Started => _started.Task;

    public bool IsRunning { get; private set; }

    /// <summary>What it does while it runs; the default waits for its end.</summary>
    public Func<CancellationToken, Task> Work { get; set; } = token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);

    public IReadOnlyCollection<ICacheView> Caches => [];

    public bool HasSynced => true;

    public IInformer<T> Add<T>(ResourceType<T> type, InformerOptions<T>? options = null)
        where T : class, IKubernetesObject => throw new NotSupportedException();

    public IInformer<T> Get<T>(ResourceType<T> type)
        where T : class, IKubernetesObject => throw new NotSupportedException();

    public IReadOnlyList<ICacheView> CachesOf(ResourceInfo resource) => [];

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IsRunning = true;
        _started.TrySetResult();
        try
        {
            await Work(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to end.
        }
        finally
        {
            IsRunning = false;
        }
    }
}
