using System.Security.Cryptography.X509Certificates;

namespace ModelSync.Playground.Nodes.Endpoints;

/// <summary>Knows the API server by the certificate that it shows to kubelets.</summary>
internal sealed class ApiServerIdentity : IDisposable
{
    // Our own control planes' name for it, which is that of kubeadm's, too.
    private const string Name = "kube-apiserver-kubelet-client";

    private readonly X509Certificate2 _authority;
    private readonly TimeProvider _time;

    /// <exception cref="System.Security.Cryptography.CryptographicException">The text holds no certificate.</exception>
    public ApiServerIdentity(string authorityPem, TimeProvider time)
    {
        _authority = X509Certificate2.CreateFromPem(authorityPem);
        _time = time;
    }

    /// <summary>Why a client is not let in; null for the API server.</summary>
    public string? FindObjection(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return "a client certificate is needed: only the API server is let in here";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        if (!chain.Build(certificate))
        {
            return "the client certificate is not signed by this cluster's authority, or is out of date";
        }

        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return string.Equals(name, Name, StringComparison.Ordinal) ? null : $"{name} is not let in: only {Name} is";
    }

    public void Dispose() => _authority.Dispose();
}
