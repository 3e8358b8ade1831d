using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Endpoints;

/// <summary>Writes a kubelet's list of its pods, as far as they are read here.</summary>
internal static class PodListWriter
{
    public static Task WriteAsync(HttpContext context, IEnumerable<KubeletPod> pods)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", "PodList");
            writer.WriteString("apiVersion", "v1");
            writer.WriteStartObject("metadata");
            writer.WriteEndObject();
            writer.WriteStartArray("items");
            foreach (var pod in pods)
            {
                JsonSerializer.Serialize(writer, pod, KubeletJsonContext.Default.KubeletPod);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Answer.JsonAsync(context, StatusCodes.Status200OK, buffer.WrittenMemory);
    }
}
