using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ModelSync.Kubernetes.Auth;

/// <summary>Reads the certificates of a PEM text; comments and other PEM blocks between them are skipped.</summary>
internal static class PemCertificates
{
    /// <summary>All certificates, in their order; at least one.</summary>
    /// <exception cref="FormatException">There is none, or one cannot be read; the message uses the given name.</exception>
    public static X509Certificate2Collection Read(ReadOnlySpan<byte> pem, string name)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(Encoding.UTF8.GetString(pem));
        }
        catch (CryptographicException e)
        {
            throw new FormatException($"{name} holds a certificate that cannot be read ({e.Message.TrimEnd('.')}); replace it by PEM text.", e);
        }

        return certificates.Count > 0
            ? certificates
            : throw new FormatException($"{name} holds no certificate; it must be PEM text with at least one block -----BEGIN CERTIFICATE-----.");
    }
}
