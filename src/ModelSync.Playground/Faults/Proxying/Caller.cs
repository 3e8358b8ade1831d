using System.Security.Cryptography.X509Certificates;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>Who the client certificate of a connection says the caller is.</summary>
/// <param name="User">The user; null without a certificate that counts.</param>
/// <param name="Groups">The user's groups.</param>
/// <param name="IsRefused">Whether there is a certificate that does not count: expired, or signed by somebody else.</param>
internal sealed record Caller(string? User, IReadOnlyList<string> Groups, bool IsRefused)
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Shows no certificate.</summary>
    public static Caller Unknown { get; } = new(User: null, [], IsRefused: false);

    /// <summary>Reads a certificate as the API server does: common name and organizations, once its authority and its time are right.</summary>
    public static Caller Of(X509Certificate2? certificate, X509Certificate2 authority, DateTimeOffset now)
    {
        if (certificate is null)
        {
            return Unknown;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ClientAuthentication));
        if (!chain.Build(certificate))
        {
            return Unknown with { IsRefused = true };
        }

        var names = certificate.SubjectName.EnumerateRelativeDistinguishedNames().Where(name => !name.HasMultipleElements).ToArray();
        string[] Of(string type) =>
        [
            .. names
                .Where(name => string.Equals(name.GetSingleElementType().Value, type, StringComparison.Ordinal))
                .Select(name => name.GetSingleElementValue() ?? ""),
        ];
        return Of(CommonName) is [{ Length: > 0 } user, ..] ? new Caller(user, Of(Organization), IsRefused: false) : Unknown;
    }
}
