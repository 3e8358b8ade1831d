using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>Writes a pod's status as its kubelet reports it: a strategic merge patch, which leaves others' conditions alone.</summary>
internal static class StatusWriter
{
    private static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");

    public static byte[] Write(KubeletPod pod, PodLife life, string podAddress, string nodeAddress)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata");

            // A precondition: a StatefulSet's next pod has the same name.
            writer.WriteString("uid", pod.Metadata.Uid);
            writer.WriteEndObject();
            writer.WriteStartObject("status");
            WriteStatus(writer, pod, life, podAddress, nodeAddress);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteStatus(Utf8JsonWriter writer, KubeletPod pod, PodLife life, string podAddress, string nodeAddress)
    {
        writer.WriteString("phase", life.Phase);
        WriteReason(writer, life.Failure?.Reason, life.Failure?.Message);
        writer.WriteString("startTime", Time(life.StartedAt));
        writer.WriteString("hostIP", nodeAddress);
        if (life.HasStarted)
        {
            writer.WriteString("podIP", podAddress);
            writer.WriteStartArray("podIPs");
            writer.WriteStartObject();
            writer.WriteString("ip", podAddress);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteStartArray("conditions");
        foreach (var condition in life.Conditions)
        {
            WriteCondition(writer, condition);
        }

        writer.WriteEndArray();
        var waits = pod.Spec?.InitContainers is { Count: > 0 } ? "PodInitializing" : "ContainerCreating";
        WriteContainers(writer, "initContainerStatuses", pod, pod.Spec?.InitContainers, life.InitContainers, waits);
        WriteContainers(writer, "containerStatuses", pod, pod.Spec?.Containers, life.Containers, waits);
    }

    private static void WriteCondition(Utf8JsonWriter writer, Condition condition)
    {
        writer.WriteStartObject();
        writer.WriteString("type", condition.Type);
        writer.WriteString("status", condition.Status);
        WriteReason(writer, condition.Reason, condition.Message);
        writer.WriteString("lastTransitionTime", condition.LastTransitionTime?.ToString());
        writer.WriteEndObject();
    }

    // As null where there is none: the merge would keep the old one.
    private static void WriteReason(Utf8JsonWriter writer, string? reason, string? message)
    {
        writer.WriteString(Reason, reason);
        writer.WriteString(Message, message);
    }

    private static void WriteContainers(
        Utf8JsonWriter writer, string name, KubeletPod pod, IReadOnlyList<KubeletContainer>? containers, IReadOnlyList<ContainerLife> lives, string waits)
    {
        if (containers is not { Count: > 0 })
        {
            return;
        }

        writer.WriteStartArray(name);
        for (var i = 0; i < containers.Count; i++)
        {
            new ContainerStatusWriter(writer, pod, containers[i], lives[i]).Write(waits);
        }

        writer.WriteEndArray();
    }

    internal static string Time(DateTimeOffset time) => new KubeTime(time).ToString();

    /// <summary>As a container runtime names its containers: another one for each run.</summary>
    internal static string ContainerId(KubeletPod pod, string container, int run) =>
        "containerd://" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{pod.Metadata.Uid}/{container}/{run}")));
}
