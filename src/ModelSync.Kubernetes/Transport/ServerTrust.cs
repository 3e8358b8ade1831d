using System.Net.Security;
using System.Security.Authentication;
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
    /// Sets the policy of a TLS client. Name, dates, usage and trust are left to the platform: a callback that forgives single error flags is how a
    /// certificate for the wrong host
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
        if (_authorities?.Any(static authority => !IsSelfIssued(authority)) == true)
        {
            options.RemoteCertificateValidationCallback = (_, _, chain, errors) => errors == SslPolicyErrors.None || LeadsToAuthority(chain, errors)
                ? true
                : throw new AuthenticationException(
                    $"The remote certificate is invalid: {errors} ({string.Join(", ", chain?.ChainStatus.Select(status => status.Status) ?? [])})");
        }
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>
    /// True when nothing is wrong on the way, signatures checked, up to a configured authority that is itself below a root which is not ours to trust.
    /// Go takes such an authority as it is (clusters under a company's root have one), the platform wants the root. What the server sends from above the
    /// authority does not matter then. Any other error refuses, the wrong name first of all.
    /// </summary>
    private bool LeadsToAuthority(X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || chain is null)
        {
            return false;
        }

        // The clock by which the platform judges the rest; of an authority where the chain ends early it does not tell that it has expired.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var isLeaf = true;
        foreach (var element in chain.ChainElements)
        {
            var certificate = element.Certificate;
            if (now < certificate.NotBefore.ToUniversalTime()
                || now > certificate.NotAfter.ToUniversalTime()
                || element.ChainElementStatus.Any(static status => status.Status is not (X509ChainStatusFlags.NoError or X509ChainStatusFlags.PartialChain)))
            {
                return false;
            }

            if (!isLeaf && _authorities!.Any(authority => authority.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span)))
            {
                return true;
            }

            isLeaf = false;
        }

        return false;
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
