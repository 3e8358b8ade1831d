using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Cli.Output;

/// <summary>Objects of the API as JSON or YAML.</summary>
internal static class ObjectText
{
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Kubernetes.Serialization.JsonLimits.MaxDepth };

    /// <summary>One object; ends with a line break.</summary>
    public static string Of(DynamicObject value, string format) => Of(value.ToJsonElement(), format);

    /// <summary>Several objects as a List, as kubectl has it.</summary>
    public static string Of(IEnumerable<DynamicObject> values, string format)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Pretty))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", "v1");
            json.WriteString("kind", "List");
            json.WriteStartArray("items");
            foreach (var value in values)
            {
                value.ToJsonElement().WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, Kubernetes.Serialization.JsonLimits.ReaderOptions);
        return Of(JsonElement.ParseValue(ref reader), format);
    }

    /// <summary>A value; ends with a line break.</summary>
    public static string Of(JsonElement value, string format)
    {
        if (format is "yaml")
        {
            return YamlText.Of(value);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Pretty))
        {
            value.WriteTo(json);
        }

        return $"{Encoding.UTF8.GetString(buffer.WrittenSpan)}\n";
    }
}
