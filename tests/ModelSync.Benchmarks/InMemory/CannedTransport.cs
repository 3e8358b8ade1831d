using System.Net;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Benchmarks.InMemory;

/// <summary>Answers every request with the same bytes from memory, so that what is measured is the client alone.</summary>
public sealed class CannedTransport(byte[] body) : IApiTransport
{
    public Uri BaseAddress { get; } = new("http://memory/");

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TransportLane lane, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new MemoryStream(body, writable: false)), RequestMessage = request });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
