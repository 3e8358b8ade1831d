using System.Text;
using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.ControlPlane;

/// <summary>Writes kubeconfigs with everything embedded.</summary>
internal static class Kubeconfig
{
    private const string OnlyName = "playground";

    public static string ForCertificate(string server, string authorityPem, IssuedCertificate client) => Render(
        [new Part(OnlyName, server, authorityPem, Credentials(client))]);

    public static string ForToken(string server, string authorityPem, string token) => Render([new Part(OnlyName, server, authorityPem, $"token: {token}")]);

    /// <summary>A context for each cluster; the first is the present one.</summary>
    public static string OfMany(IReadOnlyList<KubeconfigEntry> entries) => Render(
        [.. entries.Select(entry => new Part(entry.Name, entry.Server, entry.AuthorityPem, Credentials(entry.Client)))]);

    private static string Credentials(IssuedCertificate client) =>
        $"client-certificate-data: {Base64(client.CertificatePem)}\n    client-key-data: {Base64(client.PrivateKeyPem)}";

    private static string Render(IReadOnlyList<Part> parts) =>
        $"""
        apiVersion: v1
        kind: Config
        clusters:
        {Each(parts, Cluster)}
        users:
        {Each(parts, User)}
        contexts:
        {Each(parts, Context)}
        current-context: {parts[0].Name}

        """;

    private static string Each(IReadOnlyList<Part> parts, Func<Part, string> render) => string.Join('\n', parts.Select(render));

    private static string Cluster(Part part) =>
        $"""
        - name: {part.Name}
          cluster:
            server: {part.Server}
            certificate-authority-data: {Base64(part.AuthorityPem)}
        """;

    private static string User(Part part) =>
        $"""
        - name: {part.Name}
          user:
            {part.Credentials}
        """;

    private static string Context(Part part) =>
        $"""
        - name: {part.Name}
          context:
            cluster: {part.Name}
            user: {part.Name}
        """;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private readonly record struct Part(string Name, string Server, string AuthorityPem, string Credentials);
}
