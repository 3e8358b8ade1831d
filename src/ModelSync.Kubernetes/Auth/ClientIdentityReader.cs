using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ModelSync.Kubernetes.Auth;

/// <summary>Makes a client identity from PEM text, and says which field or file is wrong when it cannot.</summary>
internal static class ClientIdentityReader
{
    private const string EllipticCurveOid = "1.2.840.10045.2.1";
    private const string RsaOid = "1.2.840.113549.1.1.1";

    /// <summary>Reads the first certificate as the client's own, those after it as its issuers, and the matching key.</summary>
    /// <exception cref="FormatException">One of the two cannot be used; the message names which, by the given names, and the remedy.</exception>
    public static ClientIdentity Read(ReadOnlySpan<byte> certificatePem, ReadOnlySpan<byte> keyPem, string certificateName, string keyName)
    {
        var chain = PemCertificates.Read(certificatePem, certificateName);
        var leaf = chain[0];
        chain.RemoveAt(0);
        return new ClientIdentity(ForPlatform(WithKey(leaf, Encoding.UTF8.GetString(keyPem), certificateName, keyName)), chain);
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate, string keyText, string certificateName, string keyName)
    {
        var key = FindKey(keyText, keyName);
        try
        {
            return certificate.GetKeyAlgorithm() switch
            {
                RsaOid => WithRsaKey(certificate, key),
                EllipticCurveOid => WithEllipticCurveKey(certificate, key),
                string other => throw new FormatException(
                    $"{certificateName} has a key of the kind {other}; TLS client certificates need an RSA or EC (P-256, P-384, P-521) key."),
            };
        }
        catch (ArgumentException e)
        {
            throw new FormatException(
                $"{keyName} is not the private key of {certificateName} ({certificate.Subject}); give the key that the certificate was issued for.", e);
        }
        catch (CryptographicException e)
        {
            throw new FormatException(
                $"{keyName} cannot be read as the private key of {certificateName} ({certificate.Subject}); it may be damaged or of another kind.", e);
        }
    }

    private static X509Certificate2 WithRsaKey(X509Certificate2 certificate, ReadOnlySpan<char> pem)
    {
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        return certificate.CopyWithPrivateKey(key);
    }

    private static X509Certificate2 WithEllipticCurveKey(X509Certificate2 certificate, ReadOnlySpan<char> pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>The first private key; what may stand around it (certificates, EC parameters, comments) is left out.</summary>
    private static ReadOnlySpan<char> FindKey(string text, string keyName)
    {
        ReadOnlySpan<char> rest = text;
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var label = rest[fields.Label];
            if (label is "ENCRYPTED PRIVATE KEY")
            {
                throw Encrypted(keyName);
            }

            if (label is "PRIVATE KEY" or "RSA PRIVATE KEY" or "EC PRIVATE KEY")
            {
                return rest[fields.Location];
            }

            rest = rest[fields.Location.End..];
        }

        // A traditional encrypted key carries headers, so that it is no PEM by RFC 7468.
        throw text.Contains("Proc-Type:", StringComparison.Ordinal) && text.Contains("ENCRYPTED", StringComparison.Ordinal)
            ? Encrypted(keyName)
            : new FormatException($"{keyName} holds no private key in PEM form (PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY).");
    }

    private static FormatException Encrypted(string keyName) =>
        new($"{keyName} is encrypted and nobody is there to type its passphrase; decrypt it with 'openssl pkey -in KEY -out PLAIN' and protect the file instead.");

    // SChannel cannot use a key that lives in memory only.
    private static X509Certificate2 ForPlatform(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
