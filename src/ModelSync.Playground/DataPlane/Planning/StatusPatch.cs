using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>A merge patch of a status, bound to one state of one object.</summary>
internal static class StatusPatch
{
    public static byte[] Of(ObjectMeta metadata, Action<Utf8JsonWriter> writeStatus)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("metadata");
            writer.WriteString("uid", metadata.Uid);
            writer.WriteString("resourceVersion", metadata.ResourceVersion);
            writer.WriteEndObject();
            writer.WritePropertyName("status");
            writeStatus(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
