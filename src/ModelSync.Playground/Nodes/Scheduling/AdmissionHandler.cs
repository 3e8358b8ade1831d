using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Endpoints;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Scheduling;

/// <summary>Answers the API server's questions about new pods: one that shall be unschedulable gets a node selector that no node has.</summary>
internal sealed class AdmissionHandler(ICache<ConfigMap> behaviors)
{
    // A pod is at most 1.5 MB in etcd, and the review repeats nothing of it on create.
    private const long MostBytes = 4 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        if (await ReadAsync(context).ConfigureAwait(false) is not { } request)
        {
            const string Refusal = "the body is no AdmissionReview: only the API server has a reason to ask here";
            await Answer.TextAsync(context, StatusCodes.Status400BadRequest, Refusal).ConfigureAwait(false);
            return;
        }

        await Answer.JsonAsync(context, StatusCodes.Status200OK, Review(request.Uid, PatchFor(request))).ConfigureAwait(false);
    }

    private static async Task<AdmissionReview.AdmissionRequest?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MostBytes)
        {
            return null;
        }

        try
        {
            var type = KubeletJsonContext.Default.AdmissionReview;
            return (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false))?.Request;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A pod that names its node has no need of the scheduler.
    private string? PatchFor(AdmissionReview.AdmissionRequest request)
    {
        if (request.Object is not { Spec.NodeName: null or "" } pod)
        {
            return null;
        }

        var configMap = request.Namespace is { } ns ? behaviors.Get(new NamespacedName(ns, BehaviorReader.ConfigMapName)) : null;
        if (BehaviorReader.Read(pod, configMap).Behavior.State is not PodState.Unschedulable)
        {
            return null;
        }

        const string Pointer = "/spec/nodeSelector";
        var label = UnschedulableRule.Label.Replace("/", "~1", StringComparison.Ordinal);
        return pod.Spec.NodeSelector is null
            ? $$$"""[{"op": "add", "path": "{{{Pointer}}}", "value": {"{{{UnschedulableRule.Label}}}": "{{{UnschedulableRule.Value}}}"}}]"""
            : $$"""[{"op": "add", "path": "{{Pointer}}/{{label}}", "value": "{{UnschedulableRule.Value}}"}]""";
    }

    private static ReadOnlyMemory<byte> Review(string uid, string? patch)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", "admission.k8s.io/v1");
            writer.WriteString("kind", "AdmissionReview");
            writer.WriteStartObject("response");
            writer.WriteString("uid", uid);
            writer.WriteBoolean("allowed", value: true);
            if (patch is not null)
            {
                writer.WriteString("patchType", "JSONPatch");
                writer.WriteBase64String("patch", Encoding.UTF8.GetBytes(patch));
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
