using System.Net;
using System.Net.Security;
using System.Text;
using ModelSync.Kubernetes.Auth;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>Makes the handlers of one cluster, all alike but for trust and client certificate.</summary>
internal sealed class HandlerFactory(TransportOptions options, Uri? proxy, AddressPolicy? policy, TimeProvider time)
{
    public SocketsHttpHandler Create(ServerTrust trust, ClientIdentity? identity)
    {
        var connector = new TcpConnector(options, time);
        var guard = KubeconfigGuard.Of(policy);
        var ssl = new SslClientAuthenticationOptions();
        trust.ApplyTo(ssl);
        if (identity is not null)
        {
            ssl.ClientCertificateContext = identity.ToContext();
        }

        return new SocketsHttpHandler
        {
            SslOptions = ssl,
            ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, guard, cancellationToken),
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = options.ConnectionLifetime,
            EnableMultipleHttp2Connections = true,
            // Idle connections too, as client-go does: a dead one is gone before a request needs it.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            KeepAlivePingDelay = options.PingDelay,
            KeepAlivePingTimeout = options.PingTimeout,
            UseProxy = proxy is not null,
            Proxy = proxy is null ? null : ToProxy(proxy),
            // Credentials must not follow a redirect to another host, nor come back as cookies.
            AllowAutoRedirect = false,
            UseCookies = false,
            // The handler would ask for gzip in every request, watches too, whatever the request says: ApiResponseContent unpacks instead.
            AutomaticDecompression = DecompressionMethods.None,
            RequestHeaderEncodingSelector = EncodingOf,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        };
    }

    /// <summary>Asked for each header when it is written, which is the one sign of the handler that a request has got its connection.</summary>
    private static Encoding EncodingOf(string name, HttpRequestMessage request)
    {
        ConnectionLimit.Connect(request);
        return ImpersonationHeaders.EncodingOf(name, request);
    }

    private static WebProxy ToProxy(Uri address)
    {
        // Errors of the handler quote the proxy's address.
        var proxy = new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        if (address.UserInfo.Length > 0)
        {
            var parts = address.UserInfo.Split(':', 2);
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return proxy;
    }
}
