using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ModelSync.Kubernetes.Transport;

/// <summary>How server certificates are judged: by the machine's authorities, by the configured ones alone, or not at all. Immutable.</summary>
internal sealed class ServerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection? _authorities;
    private readonly bool _skipVerification;

    private ServerTrust(X509Certificate2Collection? authorities, bool skipVerification)
    {
        _authorities = authorities;
        _skipVerification = skipVerification;
    }

    /// <summary>The machine's own authorities.</summary>
    public static ServerTrust Machine { get; } = new(authorities: null, skipVerification: false);

    /// <summary>No verification at all (insecure-skip-tls-verify).</summary>
    public static ServerTrust Blind { get; } = new(authorities: null, skipVerification: true);

    /// <summary>The given authorities and no others.</summary>
    public static ServerTrust Only(X509Certificate2Collection authorities) => new(authorities, skipVerification: false);

    /// <summary>
    /// Sets the policy of a TLS client. Name, dates and usage are left to the platform: a callback that looks at error flags is how a certificate for the wrong host
    /// gets accepted under a private authority.
    /// </summary>
    public void ApplyTo(SslClientAuthenticationOptions options)
    {
        options.CertificateRevocationCheckMode = X509RevocationMode.NoCheck;
        if (_skipVerification)
        {
#pragma warning disable CA5359 // What insecure-skip-tls-verify asks for; strict loading refuses it.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
            return;
        }

        options.CertificateChainPolicy = ToPolicy();
    }

    private X509ChainPolicy ToPolicy()
    {
        var policy = new X509ChainPolicy
        {
            // Clusters' authorities publish no revocation lists, and no handshake may wait for addresses that a certificate names.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (_authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(_authorities);
        }

        return policy;
    }
}
