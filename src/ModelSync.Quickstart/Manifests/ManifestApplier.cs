using System.Text;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Quickstart.Manifests;

/// <summary>Applies manifests by server-side apply, those without a namespace into one.</summary>
internal sealed class ManifestApplier(IKubernetesClient client, ServedResources served, string ns)
{
    public const string Manager = "modelsync-quickstart";

    private static readonly ApplyOptions Apply = new(Manager);

    public async Task ApplyAsync(IEnumerable<JsonObject> manifests, CancellationToken cancellationToken)
    {
        foreach (var manifest in manifests)
        {
            var resource = Find(manifest);
            var body = (JsonObject)manifest.DeepClone();
            if (resource.Scope == ResourceScope.Namespaced)
            {
                body["metadata"]!["namespace"] ??= ns;
            }

            var configuration = ApplyConfiguration.FromJson(resource, Encoding.UTF8.GetBytes(body.ToJsonString()));
            await client.Dynamic(resource).ApplyAsync(configuration, Apply, cancellationToken).ConfigureAwait(false);
        }
    }

    private ResourceInfo Find(JsonObject manifest)
    {
        var (apiVersion, kind) = (manifest["apiVersion"]!.GetValue<string>(), manifest["kind"]!.GetValue<string>());
        var (group, version) = apiVersion.Split('/') is [var before, var after] ? (before, after) : ("", apiVersion);
        return served.Find(group, kind, version) ?? throw new QuickstartException($"the cluster does not serve {kind} of {apiVersion}");
    }
}
