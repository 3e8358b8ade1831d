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
        AdmissionReview.AdmissionRequest? request = null;
        if (context.Request.ContentLength is null or <= MostBytes)
        {
            try
            {
                var review = await JsonSerializer.DeserializeAsync(context.Request.Body, KubeletJsonContext.Default.AdmissionReview, context.RequestAborted).ConfigureAwait(false);
                request = review?.Request;
            }
            catch (JsonException)
            {
                // Said below.
            }
        }

        if (request is null)
        {
            await Answer.TextAsync(context, StatusCodes.Status400BadRequest, "the body is no AdmissionReview: only the API server has a reason to ask here").ConfigureAwait(false);
            return;
        }

        await Answer.JsonAsync(context, StatusCodes.Status200OK, Review(request.Uid, PatchFor(request))).ConfigureAwait(false);
    }

    // A pod that names its node has no need of the scheduler.
    private string? PatchFor(AdmissionReview.AdmissionRequest request)
    {
        if (request.Object is not { Spec.NodeName: null or "" } pod)
        {
            return null;
        }

        var configMap = request.Namespace is { } ns ? behaviors.Get(new NamespacedName(ns, BehaviorReader.ConfigMapName)) : null;
        return BehaviorReader.Read(pod, configMap).Behavior.State is not PodState.Unschedulable ? null : pod.Spec.NodeSelector is null
            ? $$$"""[{"op": "add", "path": "/spec/nodeSelector", "value": {"{{{UnschedulableRule.Label}}}": "{{{UnschedulableRule.Value}}}"}}]"""
            : $$"""[{"op": "add", "path": "/spec/nodeSelector/{{UnschedulableRule.Label.Replace("/", "~1", StringComparison.Ordinal)}}", "value": "{{UnschedulableRule.Value}}"}]""";
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
