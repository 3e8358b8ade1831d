using System.Globalization;
using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Playground.World;

namespace ModelSync.Soak;

/// <summary>What runs in the cluster: Deployments with a Service each, a route over the first two, and ConfigMaps for <see cref="Followers"/> to mirror.</summary>
internal sealed class Workload(PlaygroundNamespace place, int pods)
{
    public const int PodsOfADeployment = 50;
    public const int Sources = 40;

    private static readonly ResourceInfo Routes = new("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes");

    public IReadOnlyList<string> Deployments { get; } = [.. Enumerable.Range(0, Math.Max(2, pods / PodsOfADeployment)).Select(number => Name("serving", number))];

    public int PodsOfEach { get; } = pods / Math.Max(2, pods / PodsOfADeployment);

    public PlaygroundNamespace Place => place;

    public static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        var manifests = new StringBuilder();
        foreach (var (number, name) in Deployments.Index())
        {
            manifests.Append(Manifest(name, number));
        }

        for (var number = 0; number < Sources; number++)
        {
            manifests.Append(CultureInfo.InvariantCulture, $$"""
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: {{Name("source", number)}}, labels: {soak: source} }
                data: {value: "0"}

                """);
        }

        await place.ApplyAsync(manifests.Append(Route).ToString(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes back all that troubles have changed in the cluster.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await BehaveAsync(deployment: null, behavior: "", cancellationToken).ConfigureAwait(false);
        foreach (var name in Deployments)
        {
            await ScaleAsync(name, PodsOfEach, cancellationToken).ConfigureAwait(false);
        }

        await WeighAsync(50, cancellationToken).ConfigureAwait(false);
    }

    public Task ScaleAsync(string deployment, int replicas, CancellationToken cancellationToken) =>
        place.Cluster.Client.Resource<Deployment>().PatchAsync(place.Key(deployment), Merge($$$"""{"spec":{"replicas":{{{replicas}}}}}"""), options: null, cancellationToken);

    /// <summary>Sets the weight of the first Service of the route; the second gets the rest.</summary>
    public Task WeighAsync(int weight, CancellationToken cancellationToken) =>
        place.Cluster.Client.Dynamic(Routes).PatchAsync(place.Key("soak"), Merge(Rules(weight)), options: null, cancellationToken);

    /// <summary>Says how the pods of a Deployment behave from now on; without one all behave well again.</summary>
    public async Task BehaveAsync(int? deployment, string behavior, CancellationToken cancellationToken)
    {
        StringMap data = deployment is { } number ? [KeyValuePair.Create($"serving-{VersionOf(number)}", behavior)] : [];
        var map = new ConfigMap { Metadata = new ObjectMeta { Namespace = place.Name, Name = "playground-behaviors" }, Data = data };
        await place.Cluster.Client.Resource<ConfigMap>()
            .ApplyAsync(ApplyConfiguration.From(map), new ApplyOptions("soak"), cancellationToken).ConfigureAwait(false);
    }

    public Task EditSourceAsync(int number, int value, CancellationToken cancellationToken) =>
        place.Cluster.Client.Resource<ConfigMap>().PatchAsync(
            place.Key(Name("source", number)), Merge($$$"""{"data":{"value":"{{{value}}}"}}"""), options: null, cancellationToken);

    public async Task DeletePodsAsync(string deployment, int most, CancellationToken cancellationToken)
    {
        var selection = new ListOptions { Namespace = place.Name, LabelSelector = LabelQuery.Everything.Equal("app", deployment) };
        var client = place.Cluster.Client.Resource<Pod>();
        foreach (var pod in (await client.ListAsync(selection, cancellationToken).ConfigureAwait(false)).Items.Take(most))
        {
            await client.DeleteAsync(place.Key(pod.Metadata.Name!), options: null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string VersionOf(int deployment) => string.Create(CultureInfo.InvariantCulture, $"1.{deployment}.0");

    private static Patch Merge(string json) => Patch.Merge(Encoding.UTF8.GetBytes(json));

    private static string Rules(int weight) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"spec":{"rules":[{"backendRefs":[{"name":"serving-0","port":80,"weight":{{{weight}}}},{"name":"serving-1","port":80,"weight":{{{100 - weight}}}}]}]}}""");

    private static string Route => $$"""
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: soak}
        spec:
          parentRefs: [{name: playground, namespace: default}]
          rules:
          - backendRefs: [{name: serving-0, port: 80, weight: 50}, {name: serving-1, port: 80, weight: 50}]

        """;

    private string Manifest(string name, int number) => string.Create(CultureInfo.InvariantCulture, $$$"""
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: {{{name}}}}
        spec:
          replicas: {{{PodsOfEach}}}
          selector: {matchLabels: {app: {{{name}}}}}
          template:
            metadata: {labels: {app: {{{name}}}}}
            spec:
              terminationGracePeriodSeconds: 5
              containers:
              - name: server
                image: models.example/server:1
                ports: [{containerPort: 8080}]
                env: [{name: MODEL_NAME, value: serving}, {name: MODEL_VERSION, value: {{{VersionOf(number)}}}}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: {{{name}}}}
        spec:
          selector: {app: {{{name}}}}
          ports: [{name: http, port: 80, targetPort: 8080}]

        """);
}
