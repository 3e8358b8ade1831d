using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Testing.Api;

/// <summary>A transport without trust and credentials, for servers without TLS: what the client itself does, and nothing else.</summary>
public sealed class PlainTransport : IApiTransport
{
    private readonly Dictionary<TransportLane, HttpMessageInvoker> _lanes = Enum.GetValues<TransportLane>().ToDictionary(lane => lane, _ => NewInvoker());
    private readonly ConcurrentQueue<TransportLane> _used = [];
    private readonly Version _version;

    /// <summary>A transport that speaks this HTTP version and no other.</summary>
    public PlainTransport(Uri baseAddress, Version? version = null)
    {
        BaseAddress = baseAddress;
        _version = version ?? HttpVersion.Version11;
    }

    /// <inheritdoc />
    public Uri BaseAddress { get; }

    /// <summary>The lane of each request, in order.</summary>
    public IReadOnlyCollection<TransportLane> UsedLanes => _used;

    /// <inheritdoc />
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TransportLane lane, CancellationToken cancellationToken)
    {
        _used.Enqueue(lane);
        request.Version = _version;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        var response = await _lanes[lane].SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentEncoding.Contains("gzip"))
        {
            response.Content = new StreamContent(new GZipStream(await response.Content.ReadAsStreamAsync(cancellationToken), CompressionMode.Decompress));
        }

        return response;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        foreach (var invoker in _lanes.Values)
        {
            invoker.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static HttpMessageInvoker NewInvoker() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        EnableMultipleHttp2Connections = true,
    });
}
