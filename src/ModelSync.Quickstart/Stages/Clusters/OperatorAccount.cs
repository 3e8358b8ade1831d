using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Playground.ControlPlane;

namespace ModelSync.Quickstart.Stages.Clusters;

/// <summary>
/// The operator's credentials outside of a cluster: a token of its ServiceAccount in a file that only this user can read, renewed before it expires, and a
/// kubeconfig that leads to it. The rights of the person who runs the quickstart are never handed on.
/// </summary>
internal sealed class OperatorAccount(IKubernetesClient client, OwnedDirectory directory, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromMinutes(5);

    private string TokenPath => directory.File("token");

    /// <summary>Writes token and kubeconfig, and returns the path of the kubeconfig.</summary>
    public async Task<string> WriteAsync(ClusterConfig config, CancellationToken cancellationToken)
    {
        await RenewAsync(cancellationToken).ConfigureAwait(false);
        var path = directory.File("kubeconfig");
        PrivateFile.Write(path, Render(config, TokenPath));
        return path;
    }

    /// <summary>Renews the token again and again, until it is cancelled.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(BetweenRenewals, time, cancellationToken).ConfigureAwait(false);
            try
            {
                await RenewAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (KubernetesException)
            {
                // The token holds for a while longer, and it is tried again before that is over.
            }
        }
    }

    internal static string Render(ClusterConfig config, string tokenPath)
    {
        var cluster = new JsonObject { ["server"] = config.Server.OriginalString };
        Set(cluster, "certificate-authority", config.Tls.CertificateAuthority?.Path);
        if (config.Tls.CertificateAuthority is { Path: null, Data: { } pem })
        {
            cluster["certificate-authority-data"] = Convert.ToBase64String(pem.Span);
        }

        Set(cluster, "tls-server-name", config.Tls.ServerName);
        Set(cluster, "proxy-url", config.ProxyUrl?.OriginalString);
        if (config.Tls.SkipVerification)
        {
            cluster["insecure-skip-tls-verify"] = true;
        }

        // JSON is YAML, and needs no care with quotes.
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["current-context"] = "operator",
            ["clusters"] = new JsonArray(new JsonObject { ["name"] = "operator", ["cluster"] = cluster }),
            ["users"] = new JsonArray(new JsonObject { ["name"] = "operator", ["user"] = new JsonObject { ["tokenFile"] = tokenPath } }),
            ["contexts"] = new JsonArray(new JsonObject { ["name"] = "operator", ["context"] = new JsonObject { ["cluster"] = "operator", ["user"] = "operator" } }),
        }.ToJsonString();
    }

    private static void Set(JsonObject value, string field, string? text)
    {
        if (text is not null)
        {
            value[field] = text;
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        var fresh = directory.File("token.new");
        File.Delete(fresh);
        PrivateFile.Write(fresh, await RequestAsync(cancellationToken).ConfigureAwait(false));
        File.Move(fresh, TokenPath, overwrite: true);
    }

    private async Task<string> RequestAsync(CancellationToken cancellationToken)
    {
        var body = string.Create(
            CultureInfo.InvariantCulture, $$$"""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":{{{Lifetime.TotalSeconds}}}}}""");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"api/v1/namespaces/{ClusterNames.Namespace}/serviceaccounts/{ClusterNames.Account}/token", UriKind.Relative))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        using var answer = await client.SendRawAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return answer.IsSuccessStatusCode && JsonNode.Parse(text)?["status"]?["token"]?.GetValue<string>() is { } token
            ? token
            : throw new QuickstartException(
                $"the cluster gives no token for ServiceAccount {ClusterNames.Namespace}/{ClusterNames.Account}: it answered {(int)answer.StatusCode}; you need the right to create serviceaccounts/token");
    }
}
