using System.Text;
using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Quickstart.Manifests;

/// <summary>The CustomResourceDefinitions of ModelSync in a cluster.</summary>
internal sealed class Definitions(IKubernetesClient client, TimeProvider time)
{
    public static readonly ResourceInfo Resource =
        new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster);

    // A server without validation rules (1.20) would refuse an apply of fields that it does not know, and drops them from a create.
    private static readonly WriteOptions Lenient = new() { FieldValidation = FieldValidation.Ignore };
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly IResourceClient<DynamicObject> _definitions = client.Dynamic(Resource);

    /// <summary>Those that the cluster lacks.</summary>
    public async Task<IReadOnlyList<JsonObject>> MissingAsync(CancellationToken cancellationToken)
    {
        var all = ManifestFiles.Read(ManifestFiles.Definitions);
        var present = await Task.WhenAll(all.Select(
            manifest => _definitions.GetAsync(NamespacedName.ClusterScoped(NameOf(manifest)), cancellationToken))).ConfigureAwait(false);
        return [.. all.Where((_, index) => present[index] is null)];
    }

    /// <summary>Creates definitions, waits until all kinds are served, and returns what the cluster serves then.</summary>
    public async Task<ServedResources> CreateAsync(IEnumerable<JsonObject> manifests, CancellationToken cancellationToken)
    {
        await Task.WhenAll(manifests.Select(manifest =>
            _definitions.CreateAsync(DynamicObject.Parse(Encoding.UTF8.GetBytes(manifest.ToJsonString())), Lenient, cancellationToken))).ConfigureAwait(false);
        return await WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public static string NameOf(JsonObject manifest) => manifest["metadata"]!["name"]!.GetValue<string>();

    // Established comes before discovery tells of a kind, and the operator asks that once.
    private async Task<ServedResources> WaitAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var served = await client.Discovery.GetResourcesAsync(cancellationToken).ConfigureAwait(false);
            if (ApiKinds.All.FirstOrDefault(kind => served.Find(kind.Group, kind.Kind, kind.Version) is null) is not { } missing)
            {
                return served;
            }

            if (time.GetElapsedTime(started) > LongestWait)
            {
                throw new QuickstartException($"the cluster does not serve {missing.Kind} after {LongestWait.TotalSeconds:0} s: look at `kubectl describe crd {missing.GroupResource}`");
            }

            await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
