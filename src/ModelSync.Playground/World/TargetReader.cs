using System.Globalization;
using System.Text.Json;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Control;
using ModelSync.Playground.DataPlane;

namespace ModelSync.Playground.World;

/// <summary>Reads what the data plane serves, and the backends and weights that each object names.</summary>
internal static class TargetReader
{
    private static readonly ResourceInfo Endpoints = new("", "v1", "Endpoints", "endpoints", ResourceScope.Namespaced);

    private static readonly Dictionary<string, ResourceInfo> Routes = new(StringComparer.Ordinal)
    {
        ["HTTPRoute"] = new ResourceInfo("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes", ResourceScope.Namespaced),
        ["GRPCRoute"] = new ResourceInfo("gateway.networking.k8s.io", "v1", "GRPCRoute", "grpcroutes", ResourceScope.Namespaced),
        ["VirtualService"] = new ResourceInfo("networking.istio.io", "v1", "VirtualService", "virtualservices", ResourceScope.Namespaced),
    };

    public static async Task<IReadOnlyList<TargetState>> ReadAsync(PlaygroundCluster cluster, CancellationToken cancellationToken)
    {
        var targets = new List<TargetState>();
        foreach (var listener in cluster.DataPlane?.Listeners ?? [])
        {
            targets.Add(new TargetState
            {
                Kind = listener.Kind,
                Namespace = listener.Namespace,
                Name = listener.Name,
                Port = listener.Section,
                Url = $"http://{listener.EndPoint}",
                Backends = await BackendsAsync(cluster.Client, listener, cancellationToken).ConfigureAwait(false),
            });
        }

        return targets;
    }

    /// <summary>The backends of a route in words; each with its weight.</summary>
    internal static string BackendsOf(JsonElement route)
    {
        var weights = Items(route, "spec", "rules").SelectMany(rule => Items(rule, "backendRefs")).Select(backend => (Text(backend, "name"), Weight(backend)))
            .Concat(Items(route, "spec", "http").SelectMany(http => Items(http, "route"))
                .Select(weighted => (Find(weighted, "destination") is { } destination ? Text(destination, "host") : "", Weight(weighted))));
        return string.Join(", ", weights.Select(backend => $"{backend.Item1} {backend.Item2}").Distinct(StringComparer.Ordinal));
    }

    private static async Task<string> BackendsAsync(KubernetesClient client, DataPlaneListener listener, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(listener.Namespace, listener.Name);
        if (Routes.TryGetValue(listener.Kind, out var resource))
        {
            return await client.Dynamic(resource).GetAsync(key, cancellationToken).ConfigureAwait(false) is { } route ? BackendsOf(route.ToJsonElement()) : "";
        }

        if (listener.Kind is not "Service" || await client.Dynamic(Endpoints).GetAsync(key, cancellationToken).ConfigureAwait(false) is not { } endpoints)
        {
            return "";
        }

        var ready = Items(endpoints.ToJsonElement(), "subsets").Sum(subset => Items(subset, "addresses").Count());
        return string.Create(CultureInfo.InvariantCulture, $"{ready} ready");
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (Find(element, name) is not { } found)
            {
                return default;
            }

            element = found;
        }

        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : default;
    }

    private static JsonElement? Find(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    private static string Text(JsonElement element, string name) => Find(element, name)?.GetString() ?? "";

    // Gateway API: 1 when nothing is said. Istio: everything, when it is the only one.
    private static string Weight(JsonElement element) => Find(element, "weight")?.GetRawText() ?? "1";
}
