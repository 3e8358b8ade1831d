using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Operator.Reading;

/// <summary>Writes JSON trees without reflection.</summary>
internal static class JsonBytes
{
    public static ReadOnlySpan<byte> Of(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = JsonLimits.MaxDepth }))
        {
            node.WriteTo(writer);
        }

        return buffer.WrittenSpan;
    }
}
