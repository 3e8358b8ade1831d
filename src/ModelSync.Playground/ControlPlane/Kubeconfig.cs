using System.Text;
using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.ControlPlane;

/// <summary>Writes kubeconfigs of one cluster, user and context, with everything embedded.</summary>
internal static class Kubeconfig
{
    public static string ForCertificate(string server, string authorityPem, IssuedCertificate client) => Render(
        server,
        authorityPem,
        $"client-certificate-data: {Base64(client.CertificatePem)}\n    client-key-data: {Base64(client.PrivateKeyPem)}");

    public static string ForToken(string server, string authorityPem, string token) => Render(server, authorityPem, $"token: {token}");

    private static string Render(string server, string authorityPem, string credentials) =>
        $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: playground
          cluster:
            server: {server}
            certificate-authority-data: {Base64(authorityPem)}
        users:
        - name: playground
          user:
            {credentials}
        contexts:
        - name: playground
          context:
            cluster: playground
            user: playground
        current-context: playground

        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
