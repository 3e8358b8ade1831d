using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ModelSync.Kubernetes.Config.Yaml;

namespace ModelSync.Cli.Lint;

/// <summary>Writes YAML as the JSON that kubectl would send.</summary>
internal static class YamlJson
{
    // Aliases can make a large text of a small file.
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The JSON of a document.</summary>
    /// <exception cref="YamlTextException">It has a value that JSON does not have.</exception>
    public static ReadOnlyMemory<byte> Of(YamlNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // Names that stand twice are written twice: the validator says where.
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, MaxDepth = Kubernetes.Serialization.JsonLimits.MaxDepth }))
        {
            Write(json, node);
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, YamlNode node)
    {
        if (json.BytesCommitted + json.BytesPending > MaxBytes)
        {
            throw new YamlTextException(node.Place, "its aliases make it larger than 16 MiB; write out less");
        }

        switch (node)
        {
            case YamlNode.Map map:
                json.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    json.WritePropertyName(entry.Name);
                    Write(json, entry.Node);
                }

                json.WriteEndObject();
                break;
            case YamlNode.List list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case YamlNode.Value value:
                Write(json, value);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, YamlNode.Value value)
    {
        switch (value.Type)
        {
            case ScalarKind.Null:
                json.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                json.WriteBooleanValue(ScalarTypes.ToBoolean(value.Text));
                break;
            case ScalarKind.Integer when ScalarTypes.ToInteger(value.Text) is { } number:
                json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{number}"));
                break;
            case ScalarKind.Float when ScalarTypes.ToDouble(value.Text) is { } number:
                json.WriteNumberValue(number);
                break;
            case ScalarKind.Integer or ScalarKind.Float:
                throw new YamlTextException(value.Place, $"{value.Text} is no number that JSON has; put it in quotes, or write another one");
            default:
                json.WriteStringValue(value.Text);
                break;
        }
    }
}
