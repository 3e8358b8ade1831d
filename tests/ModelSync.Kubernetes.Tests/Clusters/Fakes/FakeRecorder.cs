using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Tests.Clusters.Fakes;

/// <summary>A recorder that only tells whether it runs.</summary>
internal sealed class FakeRecorder(IKubernetesClient client) : IEventRecorder, IRunnable
{
    public IKubernetesClient Client => client;

    public bool IsRunning { get; private set; }

    public void Record(IKubernetesObject regarding, EventType type, string reason, string message, string? action = null)
    {
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IsRunning = true;
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        IsRunning = false;
    }
}
