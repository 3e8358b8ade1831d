using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>
/// The connections to the API server, in two sets. One shows the front proxy's certificate, with which the server believes what the
/// X-Remote headers say. The other shows none: beside a token, that certificate itself would be taken for the caller.
/// </summary>
internal sealed class Upstream : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly X509Certificate2 _frontProxy;
    private readonly HttpMessageInvoker _named;
    private readonly HttpMessageInvoker _plain;

    public Upstream(X509Certificate2 authority, X509Certificate2 frontProxy)
    {
        _frontProxy = frontProxy;
        _named = new HttpMessageInvoker(Handler(authority, frontProxy));
        _plain = new HttpMessageInvoker(Handler(authority, clientCertificate: null));
    }

    /// <summary>Sends a request; done as soon as the headers of the answer are there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isNamed, CancellationToken cancellationToken) =>
        (isNamed ? _named : _plain).SendAsync(request, cancellationToken);

    public void Dispose()
    {
        _named.Dispose();
        _plain.Dispose();
        _frontProxy.Dispose();
    }

    // No pings and no limits of time: a server that is silent must look silent to the client too.
    private static SocketsHttpHandler Handler(X509Certificate2 authority, X509Certificate2? clientCertificate)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(authority);
        var tls = new SslClientAuthenticationOptions { CertificateChainPolicy = trust };
        if (clientCertificate is not null)
        {
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(clientCertificate, additionalCertificates: null, offline: true);
        }

        return new SocketsHttpHandler
        {
            SslOptions = tls,
            ConnectTimeout = ConnectTimeout,
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            EnableMultipleHttp2Connections = true,
            ActivityHeadersPropagator = null,

            // Bytes go through as they are.
            RequestHeaderEncodingSelector = static (name, request) => request.Version == HttpVersion.Version11 ? new HeaderLines(name) : Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        };
    }
}
