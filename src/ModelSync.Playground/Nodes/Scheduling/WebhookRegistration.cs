using System.Net;
using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Playground.Nodes.Scheduling;

/// <summary>Tells the API server where to ask about new pods. Failures are ignored there: without the playground pods are as they were written.</summary>
internal sealed class WebhookRegistration(IKubernetesClient client, string name, TimeProvider time)
{
    private static readonly ResourceInfo Resource = new(
        "admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration", "mutatingwebhookconfigurations", ResourceScope.Cluster);

    private static readonly TimeSpan RemoveTimeout = TimeSpan.FromSeconds(2);

    private readonly IResourceClient<DynamicObject> _configurations = client.Dynamic(Resource);
    private readonly NamespacedName _key = NamespacedName.ClusterScoped(name);

    /// <summary>Registers it, also over what an earlier run has left.</summary>
    public async Task AddAsync(IPEndPoint server, string authorityPem, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(Body(server, Convert.ToBase64String(Encoding.UTF8.GetBytes(authorityPem))));
        try
        {
            await _configurations.CreateAsync(DynamicObject.Parse(body), options: null, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.IsAlreadyExists)
        {
            await _configurations.PatchAsync(_key, Patch.Merge(body), options: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes it away, if the API server still answers.</summary>
    public async Task RemoveAsync()
    {
        using var deadline = new CancellationTokenSource(RemoveTimeout, time);
        try
        {
            await _configurations.DeleteAsync(_key, options: null, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException or OperationCanceledException or ObjectDisposedException)
        {
            // It is gone with its cluster, or will be ignored there.
        }
    }

    private string Body(IPEndPoint server, string authority) =>
        $$"""
        {
          "apiVersion": "admissionregistration.k8s.io/v1",
          "kind": "MutatingWebhookConfiguration",
          "metadata": {"name": "{{name}}"},
          "webhooks": [
            {
              "name": "unschedulable.playground.modelsync.io",
              "clientConfig": {"url": "https://{{server}}/", "caBundle": "{{authority}}"},
              "rules": [{"apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "operations": ["CREATE"], "scope": "Namespaced"}],
              "failurePolicy": "Ignore",
              "sideEffects": "None",
              "admissionReviewVersions": ["v1"],
              "timeoutSeconds": 5
            }
          ]
        }
        """;
}
