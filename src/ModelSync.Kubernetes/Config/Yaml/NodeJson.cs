using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>Writes a node as JSON with the types that YAML gives its scalars.</summary>
internal static class NodeJson
{
    // Aliases share nodes, so writing one out can grow without bound ("billion laughs").
    private const int MaxValues = 20_000;
    private const int MaxDepth = 256;

    /// <summary>The node as JSON text.</summary>
    public static string Write(ConfigNode node, DocumentSource source, string field)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var left = MaxValues;
            Write(writer, node, source, field, ref left);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, ConfigNode node, DocumentSource source, string field, ref int left)
    {
        if (--left < 0 || writer.CurrentDepth > MaxDepth)
        {
            throw source.Error(
                KubeConfigProblem.Invalid, node.Line, node.Column, field, $"this is more than {MaxValues} values or {MaxDepth} levels once its aliases are written out; use fewer");
        }

        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(KeyText(entry.Key));
                    Write(writer, entry.Value, source, field, ref left);
                }

                writer.WriteEndObject();
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(writer, item, source, field, ref left);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                WriteScalar(writer, scalar, source, field);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, ScalarNode scalar, DocumentSource source, string field)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(ScalarTypes.ToBoolean(scalar.Value));
                break;
            case ScalarKind.Integer when ScalarTypes.ToInteger(scalar.Value) is long number:
                writer.WriteNumberValue(number);
                break;
            case ScalarKind.Integer when ScalarTypes.ToInteger(scalar.Value) is ulong number:
                writer.WriteNumberValue(number);
                break;
            case ScalarKind.Integer or ScalarKind.Float:
                writer.WriteNumberValue(ScalarTypes.ToDouble(scalar.Value) ?? throw source.Error(
                    KubeConfigProblem.Invalid, scalar.Line, scalar.Column, field, "JSON has no number like this one; put it in quotes"));
                break;
            default:
                writer.WriteStringValue(scalar.Value);
                break;
        }
    }

    // kubectl turns keys of other types into the text of their value.
    private static string KeyText(ScalarNode key) => key.Kind switch
    {
        ScalarKind.Boolean => ScalarTypes.ToBoolean(key.Value) ? "true" : "false",
        ScalarKind.Integer => Convert.ToString(ScalarTypes.ToInteger(key.Value), CultureInfo.InvariantCulture) ?? key.Value,
        _ => key.Value,
    };
}
