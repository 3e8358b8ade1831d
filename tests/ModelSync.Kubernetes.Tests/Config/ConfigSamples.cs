using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ModelSync.Kubernetes.Tests.Config;

/// <summary>Kubeconfigs and PEM for tests; keys are made anew in each run.</summary>
internal static class ConfigSamples
{
    static ConfigSamples()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        CertificatePem = certificate.ExportCertificatePem();
        KeyPem = key.ExportPkcs8PrivateKeyPem();
        EncryptedKeyPem = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1));
    }

    public static string CertificatePem { get; }

    public static string KeyPem { get; }

    public static string EncryptedKeyPem { get; }

    public static string CertificateData => Base64(CertificatePem);

    public static string KeyData => Base64(KeyPem);

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    /// <summary>A kubeconfig that the strict mode accepts.</summary>
    public static string Valid => Document($"certificate-authority-data: {CertificateData}", "token: secret-token");

    /// <summary>A kubeconfig with one entry of each kind; the arguments are YAML flow or single lines of the cluster, user and context.</summary>
    public static string Document(string cluster = "disable-compression: false", string user = "token: secret-token", string context = "namespace: team", string server = "https://api.example.com:6443/k8s/clusters/c-1") =>
        $"""
        apiVersion: v1
        kind: Config
        current-context: main
        clusters:
        - name: main
          cluster:
            server: {server}
        {Indent(cluster)}
        users:
        - name: admin
          user:
        {Indent(user)}
        contexts:
        - name: main
          context:
            cluster: main
            user: admin
        {Indent(context)}
        """;

    private static string Indent(string lines) => string.Join('\n', lines.Split('\n').Select(line => "    " + line));
}
