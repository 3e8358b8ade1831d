using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Scheduling;

/// <summary>
/// Binds pods that were held back from the scheduler and are to be held no longer: their node selector can't be changed any more, and no node
/// has what it asks for.
/// </summary>
internal sealed class PodBinder(IKubernetesClient client, IReadOnlyList<string> nodes)
{
    private static readonly ResourceInfo Binding = new("", "v1", "Binding", "bindings");

    private readonly ISubresourceClient<DynamicObject> _bindings = client.Resource<KubeletPod>().Subresource("binding", ResourceType.Dynamic(Binding));
    private uint _turn;

    public async Task BindAsync(KubeletPod pod, CancellationToken cancellationToken)
    {
        if (nodes.Count == 0)
        {
            return;
        }

        var node = nodes[(int)(Interlocked.Increment(ref _turn) % (uint)nodes.Count)];
        var body =
            $$"""
            {
              "apiVersion": "v1",
              "kind": "Binding",
              "metadata": {"name": {{Text(pod.Metadata.Name)}}, "namespace": {{Text(pod.Metadata.Namespace)}}, "uid": {{Text(pod.Metadata.Uid)}}},
              "target": {"apiVersion": "v1", "kind": "Node", "name": {{Text(node)}}}
            }
            """;
        var binding = DynamicObject.Parse(Encoding.UTF8.GetBytes(body));
        await _bindings.CreateAsync(pod.Metadata.Key, binding, options: null, cancellationToken).ConfigureAwait(false);
    }

    private static string Text(string? text) => $"\"{JsonEncodedText.Encode(text ?? "")}\"";
}
