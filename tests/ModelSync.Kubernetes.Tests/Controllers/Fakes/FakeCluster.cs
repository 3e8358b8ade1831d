using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Clusters;
using ModelSync.Kubernetes.Events;
using ModelSync.Kubernetes.Meta;
using Moq;

namespace ModelSync.Kubernetes.Tests.Controllers.Fakes;

/// <summary>A cluster whose state a test sets.</summary>
internal sealed class FakeCluster(string name, bool isSynced = true) : ICluster
{
    private readonly CancellationTokenSource _removed = new();

    public ClusterName Name { get; } = new(name);

    public string? Uid => null;

    public Mock<IKubernetesClient> ClientMock { get; } = new();

    public IKubernetesClient Client => ClientMock.Object;

    public FakeInformers Caches { get; } = new(isSynced);

    public IInformerSet Informers => Caches;

    public Mock<IEventRecorder> EventsMock { get; } = new();

    public IEventRecorder Events => EventsMock.Object;

    public ClusterStatus Status { get; set; } = new(ClusterState.Connected, DateTimeOffset.UnixEpoch, LastContact: null, Message: null);

    public CancellationToken Removed => _removed.Token;

    public void Remove() => _removed.Cancel();
}
