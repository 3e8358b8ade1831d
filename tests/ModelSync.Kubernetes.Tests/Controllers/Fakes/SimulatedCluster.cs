using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing.Api.Simulated;
using Moq;

namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

/// <summary>A simulated API server behind the caches that a process really has; they run until this is disposed.</summary>
internal sealed class SimulatedCluster : ICluster, IAsyncDisposable
{
    private readonly CancellationTokenSource _removed = new();
    private readonly Task _caches;

    public SimulatedCluster(RuntimeServices services)
    {
        Api = new SimulatedApi(services.TimeProvider);
        Informers = new InformerSet(Api.Client, services);
        _caches = Informers.RunAsync(_removed.Token);
    }

    public SimulatedApi Api { get; }

    public ClusterName Name => ClusterName.Local;

    public string? Uid => null;

    public IKubernetesClient Client => Api.Client;

    public IInformerSet Informers { get; }

    public IEventRecorder Events { get; } = Mock.Of<IEventRecorder>();

    public ClusterStatus Status { get; } = new(ClusterState.Connected, DateTimeOffset.UnixEpoch, LastContact: null, Message: null);

    public CancellationToken Removed => _removed.Token;

    public async ValueTask DisposeAsync()
    {
        await _removed.CancelAsync();
        await _caches;
        _removed.Dispose();
    }
}
