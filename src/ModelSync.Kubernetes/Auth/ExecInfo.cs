using System.Buffers;
using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Auth;

/// <summary>Writes the request that a plugin reads from KUBERNETES_EXEC_INFO: an ExecCredential with a spec alone.</summary>
internal static class ExecInfo
{
    public static string Write(ExecCredentialConfig exec, ClusterConfig cluster, bool interactive)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", "ExecCredential");
            json.WriteString("apiVersion", exec.ApiVersion);
            json.WriteStartObject("spec");
            if (exec.ProvideClusterInfo)
            {
                WriteCluster(json, cluster);
            }

            json.WriteBoolean("interactive", interactive);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteCluster(Utf8JsonWriter json, ClusterConfig cluster)
    {
        json.WriteStartObject("cluster");
        json.WriteString("server", cluster.Server.AbsoluteUri.TrimEnd('/'));
        if (cluster.Tls.ServerName is { } name)
        {
            json.WriteString("tls-server-name", name);
        }

        if (cluster.Tls.SkipVerification)
        {
            json.WriteBoolean("insecure-skip-tls-verify", true);
        }

        if (cluster.Tls.CertificateAuthority is { } authority)
        {
            json.WriteBase64String("certificate-authority-data", Pem(authority));
        }

        if (cluster.ProxyUrl is { } proxy)
        {
            json.WriteString("proxy-url", proxy.OriginalString);
        }

        if (cluster.DisableCompression)
        {
            json.WriteBoolean("disable-compression", true);
        }

        if (cluster.ExecExtensionJson is { } extension)
        {
            json.WritePropertyName("config");
            json.WriteRawValue(extension);
        }

        json.WriteEndObject();
    }

    /// <summary>The bytes themselves, also where the configuration names a file: the plugin gets no path.</summary>
    private static ReadOnlySpan<byte> Pem(PemSource source)
    {
        try
        {
            return source.Path is { } path ? File.ReadAllBytes(path) : source.Data.GetValueOrDefault().Span;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException(
                $"The exec plugin is to be told of the cluster (provideClusterInfo), but certificate-authority {source.Path} cannot be read: {e.Message}", e);
        }
    }
}
