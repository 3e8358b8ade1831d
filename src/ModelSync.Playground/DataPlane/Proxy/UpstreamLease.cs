namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>A hold on the connections to an endpoint, for one request and its answer.</summary>
internal sealed class UpstreamLease(Upstream upstream, HttpMessageInvoker invoker) : IDisposable
{
    private bool _returned;

    /// <summary>Sends a request; done when the head of the answer is there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        invoker.SendAsync(request, cancellationToken);

    public void Dispose()
    {
        if (!_returned)
        {
            _returned = true;
            upstream.Return();
        }
    }
}
