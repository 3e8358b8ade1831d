using System.Net;
using Microsoft.AspNetCore.Connections;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>The two sources of connections of the proxy's server, one a protocol: without TLS nothing is negotiated.</summary>
internal sealed class ProxyTransport : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>Connections that speak HTTP/1.1.</summary>
    public ProxyConnections Http1 { get; } = new(new SourceEndPoint("http/1.1"));

    /// <summary>Connections that begin with HTTP/2's preface.</summary>
    public ProxyConnections Http2 { get; } = new(new SourceEndPoint("h2c"));

    public bool CanBind(EndPoint endpoint) => endpoint is SourceEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(Equals(endpoint, Http1.EndPoint) ? Http1 : Http2);

    private sealed class SourceEndPoint(string name) : EndPoint
    {
        public override string ToString() => name;
    }
}
