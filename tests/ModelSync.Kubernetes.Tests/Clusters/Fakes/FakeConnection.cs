using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Tests.Clusters.Fakes;

/// <summary>A real client whose transport leads to a <see cref="FakeServer"/>; it tells when it was closed, and what used it afterwards.</summary>
internal sealed class FakeConnection : IApiTransport
{
    private readonly FakeServer _server;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    public FakeConnection(FakeServer server, ClusterName cluster, TimeProvider time)
    {
        _server = server;
        Client = new KubernetesClient(this, new KubernetesClientOptions { Cluster = cluster, TimeProvider = time, Jitter = () => 0.5 });
    }

    public Uri BaseAddress { get; } = new("http://fake/");

    public KubernetesClient Client { get; }

    public Task Closed => _closed.Task;

    public int Requests => Volatile.Read(ref _requests);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TransportLane lane, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed.Task.IsCompleted, this);
        Interlocked.Increment(ref _requests);
        return _server.AnswerAsync(request, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _closed.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
