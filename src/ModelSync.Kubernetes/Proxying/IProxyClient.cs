namespace ModelSync.Kubernetes.Proxying;

/// <summary>Reaches pods and services where only the API server can; needs RBAC for `pods/proxy` or `services/proxy`.</summary>
public interface IProxyClient
{
    /// <summary>
    /// Sends a request whose URI is relative to the target and returns the answer whatever its status, once the headers are there; the caller disposes it.
    /// An answer may be the target's or the API server's own (503 where nothing listens).
    /// </summary>
    Task<HttpResponseMessage> SendAsync(ProxyTarget target, HttpRequestMessage request, CancellationToken cancellationToken);
}
