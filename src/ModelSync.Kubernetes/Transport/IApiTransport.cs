using ModelSync.Kubernetes.Auth;

namespace ModelSync.Kubernetes.Transport;

/// <summary>Sends requests to one API server with the right trust, credentials and connections; thread-safe.</summary>
public interface IApiTransport : IAsyncDisposable
{
    /// <summary>The base address that request paths are appended to; ends with a slash.</summary>
    Uri BaseAddress { get; }

    /// <summary>
    /// Sends a request and returns as soon as the answer's headers are there. The content must be replayable: a 401 is answered once by fresh credentials,
    /// if there are any, and a second try.
    /// The address is below <see cref="BaseAddress"/>, relative or absolute. An answer in gzip, for which the request must ask by Accept-Encoding, is
    /// unpacked while it is read.
    /// The answer must be disposed: connections that were replaced stay open until the last answer on them is.
    /// </summary>
    /// <exception cref="HttpRequestException">The connection cannot be made or was lost, also when there was none within
    /// <see cref="TransportOptions.ConnectTimeout"/> from the request's start; reading the answer's content
    /// throws <see cref="IOException"/> then.</exception>
    /// <exception cref="CredentialException">No credential can be had.</exception>
    /// <exception cref="OperationCanceledException">The given token was cancelled, and nothing else.</exception>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TransportLane lane, CancellationToken cancellationToken);
}
