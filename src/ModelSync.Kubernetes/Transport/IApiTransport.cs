namespace ModelSync.Kubernetes.Transport;

/// <summary>Sends requests to one API server with the right trust, credentials and connections; thread-safe.</summary>
public interface IApiTransport : IAsyncDisposable
{
    /// <summary>The base address that request paths are appended to; ends with a slash.</summary>
    Uri BaseAddress { get; }

    /// <summary>
    /// Sends a request (its content must be replayable: a 401 is answered once by fresh credentials and a second try) and returns as soon as the answer's headers are there.
    /// Every failure to connect or to keep the connection is an <see cref="HttpRequestException"/> or <see cref="IOException"/>.
    /// </summary>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TransportLane lane, CancellationToken cancellationToken);
}
