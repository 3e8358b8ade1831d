using System.Security.Cryptography;

namespace ModelSync.Kubernetes.Config;

/// <summary>Tells what embedded PEM holds, without loading it.</summary>
internal static class PemText
{
    private const string Certificate = "CERTIFICATE";
    private const string EncryptedKey = "ENCRYPTED PRIVATE KEY";

    /// <summary>What is wrong with bytes that should hold certificates; null where nothing is.</summary>
    public static string? CertificateProblem(ReadOnlySpan<byte> bytes) => Labels(bytes) switch
    {
        [] => "holds no PEM; it must be the base64 of text that starts with -----BEGIN CERTIFICATE-----",
        var labels when labels.Contains(Certificate, StringComparer.Ordinal) => null,
        var labels => $"holds PEM of {Quoted.Names(labels)} but no CERTIFICATE",
    };

    /// <summary>What is wrong with bytes that should hold a private key; null where nothing is.</summary>
    public static string? KeyProblem(ReadOnlySpan<byte> bytes) => Labels(bytes) switch
    {
        [] => "holds no PEM; it must be the base64 of text that starts with -----BEGIN PRIVATE KEY----- (or EC or RSA PRIVATE KEY)",
        var labels when labels.Any(label => label is "PRIVATE KEY" or "EC PRIVATE KEY" or "RSA PRIVATE KEY") => null,
        var labels when labels.Contains(EncryptedKey, StringComparer.Ordinal) => "holds a key that is encrypted with a password; decrypt it (openssl pkey) and embed the result",
        var labels => $"holds PEM of {Quoted.Names(labels)} but no PRIVATE KEY",
    };

    private static List<string> Labels(ReadOnlySpan<byte> bytes)
    {
        var labels = new List<string>();
        while (PemEncoding.TryFindUtf8(bytes, out var fields))
        {
            labels.Add(System.Text.Encoding.UTF8.GetString(bytes[fields.Label]));
            bytes = bytes[fields.Location.End..];
        }

        return labels;
    }
}
