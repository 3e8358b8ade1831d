using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>An informer that runs until it is disposed; a failure of its run is a failure of the test.</summary>
internal sealed class RunningInformer<T> : IAsyncDisposable
    where T : class, IKubernetesObject
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public RunningInformer(Informer<T> informer)
    {
        Informer = informer;
        _run = informer.RunAsync(_stop.Token);
    }

    public Informer<T> Informer { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }
}
