using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Playground.Faults.Proxying;

namespace ModelSync.Playground.Tests.Faults.Proxying;

/// <summary>A fault proxy before the shared control plane, and plain HTTP clients that look at exactly what comes back.</summary>
internal sealed class ProxyFixture : IAsyncDisposable
{
    private readonly List<IDisposable> _owned = [];

    private ProxyFixture(LocalControlPlane controlPlane, FaultProxy proxy) => (ControlPlane, Proxy) = (controlPlane, proxy);

    public LocalControlPlane ControlPlane { get; }

    public FaultProxy Proxy { get; }

    public static async Task<ProxyFixture> StartAsync(FaultProxyOptions? options = null)
    {
        var controlPlane = await SharedControlPlane.GetAsync();
        return new ProxyFixture(controlPlane, await FaultProxy.StartAsync(controlPlane, options ?? new FaultProxyOptions { Seed = 1 }, CancellationToken.None));
    }

    /// <summary>A client of the proxy, or of the server itself.</summary>
    public HttpClient Client(string? token = null, IssuedCertificate? certificate = null, Version? version = null, bool direct = false)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509Certificate2.CreateFromPem(ControlPlane.CaCertificate));
        var tls = new SslClientAuthenticationOptions { CertificateChainPolicy = trust };
        if (certificate is not null)
        {
            var own = X509Certificate2.CreateFromPem(certificate.CertificatePem, certificate.PrivateKeyPem);
            _owned.Add(own);
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(own, additionalCertificates: null, offline: true);
        }

        var client = new HttpClient(new SocketsHttpHandler { SslOptions = tls, UseProxy = false, AllowAutoRedirect = false, EnableMultipleHttp2Connections = true })
        {
            BaseAddress = direct ? ControlPlane.Url : Proxy.Url,
            DefaultRequestVersion = version ?? HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("fixture", "1"));
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        _owned.Add(client);
        return client;
    }

    /// <summary>A client of the administrator.</summary>
    public HttpClient Admin(Version? version = null, bool direct = false) => Client(ControlPlane.Pki.AdminToken.Token, version: version, direct: direct);

    public static StringContent Json(string json, string mediaType = "application/json") => new(json, Encoding.UTF8, mediaType);

    /// <summary>Makes a namespace of its own.</summary>
    public async Task<string> NamespaceAsync(CancellationToken cancellationToken)
    {
        var name = $"f-{Guid.NewGuid():n}"[..16];
        using var answer = await Admin(direct: true).PostAsync(
            new Uri("/api/v1/namespaces", UriKind.Relative), Json("{\"metadata\":{\"name\":\"" + name + "\"}}"), cancellationToken);
        answer.EnsureSuccessStatusCode();
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        _owned.ForEach(owned => owned.Dispose());
        await Proxy.DisposeAsync();
    }
}
