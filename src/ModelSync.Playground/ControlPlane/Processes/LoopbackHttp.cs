using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ModelSync.Playground.ControlPlane.Processes;

/// <summary>Makes HTTP clients that trust one private authority and nobody else, and never go through a proxy.</summary>
internal static class LoopbackHttp
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static HttpClient WithToken(string authorityPem, string token)
    {
        var client = Create(new SslClientAuthenticationOptions { CertificateChainPolicy = Trust(authorityPem) });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static HttpClient WithCertificate(string authorityPem, string certificateFile, string keyFile)
    {
        var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        return Create(new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = Trust(authorityPem),
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate,
        });
    }

    private static HttpClient Create(SslClientAuthenticationOptions tls) =>
        new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, SslOptions = tls }) { Timeout = Timeout };

    private static X509ChainPolicy Trust(string authorityPem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(authorityPem));
        return policy;
    }
}
