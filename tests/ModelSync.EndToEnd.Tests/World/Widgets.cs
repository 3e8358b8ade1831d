using System.Net;
using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.World;

/// <summary>A custom kind for tests. Installed through the API, because kubectl 1.20 refuses CEL rules before the server sees them.</summary>
internal static class Widgets
{
    public static readonly ResourceInfo Resource = new("test.modelsync.io", "v1", "Widget", "widgets");

    public static readonly ResourceInfo Definition = new(
        "apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster);

    private const string Manifest = """
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "widgets.test.modelsync.io"},
          "spec": {
            "group": "test.modelsync.io", "scope": "Namespaced",
            "names": {"plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"},
            "versions": [{
              "name": "v1", "served": true, "storage": true,
              "subresources": {"status": {}, "scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas", "labelSelectorPath": ".status.selector"}},
              "schema": {"openAPIV3Schema": {"type": "object", "properties": {
                "spec": {"type": "object", "properties": {
                  "replicas": {"type": "integer", "minimum": 0, "maximum": 10},
                  "mode": {"type": "string", "enum": ["fast", "slow"]},
                  "weights": {"type": "array", "maxItems": 16, "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                    "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "maxLength": 63}, "weight": {"type": "integer"}}}},
                  "template": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}},
                  "x-kubernetes-validations": [{"rule": "!has(self.replicas) || self.replicas != 7", "message": "replicas must not be 7"}]},
                "status": {"type": "object", "properties": {
                  "phase": {"type": "string"}, "replicas": {"type": "integer"}, "selector": {"type": "string"}}}}}}
            }]
          }
        }
        """;

    private static readonly SemaphoreSlim Gate = new(1);
    private static bool _isInstalled;

    /// <summary>A widget with a spec.</summary>
    public static DynamicObject New(NamespacedName key, string spec) =>
        Json.Object("{\"metadata\":{\"name\":\"" + key.Name + "\",\"namespace\":\"" + key.Namespace + "\"},\"spec\":" + spec + "}");

    /// <summary>Installs the kind on the shared control plane, once, and waits until it is served.</summary>
    public static async Task InstallAsync(CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (!_isInstalled)
            {
                await InstallAsync(Cluster.Admin, cancellationToken);
                _isInstalled = true;
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    public static async Task InstallAsync(IKubernetesClient client, CancellationToken cancellationToken)
    {
        await client.Dynamic(Definition).CreateAsync(DynamicObject.Parse(Encoding.UTF8.GetBytes(Manifest)), options: null, cancellationToken);
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    await client.Dynamic(Resource).ListAsync(ListOptions.All, cancellationToken);
                    return true;
                }
                catch (KubernetesApiException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
                {
                    return false;
                }
            },
            "the API server serves widgets",
            cancellationToken);
    }
}
