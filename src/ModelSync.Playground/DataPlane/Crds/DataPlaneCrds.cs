using System.Text;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Playground.DataPlane.Crds;

/// <summary>
/// The kinds of the Gateway API and Istio that the data plane serves, in a small form of our own: upstream's field names, defaults and status
/// subresources, and every field that is not listed is kept. Kinds that somebody else has installed are left alone.
/// </summary>
public static class DataPlaneCrds
{
    private const string OwnLabel = "app.kubernetes.io/managed-by";
    private const string OwnName = "modelsync-playground";
    private static readonly ResourceInfo Definitions =
        new("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // What else a kind is served as: the same schema by another name, as upstream has it.
    private static readonly (string File, string[] OtherVersions)[] Kinds =
    [
        ("gatewayclasses.json", ["v1beta1"]),
        ("gateways.json", ["v1beta1"]),
        ("httproutes.json", ["v1beta1"]),
        ("grpcroutes.json", []),
        ("virtualservices.json", ["v1beta1", "v1alpha3"]),
    ];

    /// <summary>The definitions, as JSON manifests.</summary>
    public static IEnumerable<string> Manifests => Kinds.Select(static kind => Manifest(kind.File, kind.OtherVersions).ToJsonString());

    /// <summary>Installs what is missing, renews what is ours, and waits until the API server serves it.</summary>
    /// <exception cref="InvalidOperationException">The API server does not serve a kind although it has its definition.</exception>
    public static async Task InstallAsync(IKubernetesClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(time);
        var definitions = client.Dynamic(Definitions);
        var kinds = new List<ResourceInfo>();
        foreach (var manifest in Manifests)
        {
            var inForce = await InstallOneAsync(definitions, DynamicObject.Parse(Encoding.UTF8.GetBytes(manifest)), cancellationToken).ConfigureAwait(false);
            kinds.AddRange(ServedBy(inForce));
        }

        await WaitUntilServedAsync(client, kinds, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The definition that holds: ours, or the one that somebody else has installed.</summary>
    private static async Task<DynamicObject> InstallOneAsync(
        IResourceClient<DynamicObject> definitions, DynamicObject manifest, CancellationToken cancellationToken)
    {
        var present = await definitions.GetAsync(manifest.Metadata.Key, cancellationToken).ConfigureAwait(false);
        try
        {
            if (present is null)
            {
                await definitions.CreateAsync(manifest, options: null, cancellationToken).ConfigureAwait(false);
            }
            else if (present.Metadata.Labels is { } labels && labels.TryGetValue(OwnLabel, out var owner) && owner is OwnName)
            {
                await definitions.PatchAsync(manifest.Metadata.Key, Patch.Merge(manifest.Raw.Span), options: null, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                return present;
            }
        }
        catch (KubernetesApiException e) when (e.IsAlreadyExists)
        {
            // Another data plane of the same cluster was first.
        }

        return manifest;
    }

    private static IEnumerable<ResourceInfo> ServedBy(DynamicObject definition)
    {
        var spec = JsonNode.Parse(definition.Raw.Span)!["spec"]!;
        var (group, kind, plural) = ((string)spec["group"]!, (string)spec["names"]!["kind"]!, (string)spec["names"]!["plural"]!);
        return spec["versions"]!.AsArray()
            .Where(version => (bool)version!["served"]!)
            .Select(version => new ResourceInfo(group, (string)version!["name"]!, kind, plural));
    }

    // A definition is Established before discovery, and on old servers the aggregator behind it, tells of its versions: whoever looked in
    // between would find a server without the kind, and never look again.
    private static async Task WaitUntilServedAsync(IKubernetesClient client, List<ResourceInfo> kinds, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var served = await client.Discovery.GetResourcesAsync(cancellationToken).ConfigureAwait(false);
            if (kinds.Find(kind => served.Find(kind.Group, kind.Kind, kind.Version) is null) is not { } missing)
            {
                return;
            }

            if (time.GetElapsedTime(started) > LongestWait)
            {
                throw new InvalidOperationException(
                    $"{missing.Kind} {missing.Version} is not served after {LongestWait}: "
                    + $"look at the status of CustomResourceDefinition {missing.Plural}.{missing.Group}.");
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonNode Manifest(string file, string[] otherVersions)
    {
        using var stream = typeof(DataPlaneCrds).Assembly.GetManifestResourceStream($"crds.{file}")
            ?? throw new InvalidOperationException($"{file} is missing from the program.");
        var manifest = JsonNode.Parse(stream)!;
        var versions = manifest["spec"]!["versions"]!.AsArray();
        var first = versions[0]!;
        foreach (var name in otherVersions)
        {
            var copy = first.DeepClone();
            copy["name"] = name;
            copy["storage"] = false;
            versions.Add(copy);
        }

        return manifest;
    }
}
