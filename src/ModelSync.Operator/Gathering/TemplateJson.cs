using System.Buffers;
using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Gathering;

/// <summary>Writes a pod template as one JSON object, and looks into it.</summary>
internal static class TemplateJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLimits.MaxDepth };

    public static ReadOnlyMemory<byte> Write(PodTemplate template)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = JsonLimits.MaxDepth }))
        {
            writer.WriteStartObject();
            if (template.Metadata is { } metadata)
            {
                writer.WriteStartObject("metadata");
                WriteMap(writer, "labels", metadata.Labels);
                WriteMap(writer, "annotations", metadata.Annotations);
                writer.WriteEndObject();
            }

            writer.WritePropertyName("spec");
            writer.WriteRawValue(template.Spec!.Utf8.Span);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The name of the first container of a template; null when it has none.</summary>
    public static string? FirstContainer(RawJson template)
    {
        using var document = JsonDocument.Parse(template.Utf8, Options);
        return document.RootElement.Member("spec").Items("containers").Select(static container => container.Text("name")).FirstOrDefault();
    }

    private static void WriteMap(Utf8JsonWriter writer, string name, StringMap? map)
    {
        if (map is not { Count: > 0 })
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }
}
