using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Patching;

/// <summary>Collects the operations of a JSON patch. Not thread-safe.</summary>
public sealed class JsonPatchBuilder
{
    private readonly List<Operation> _operations = [];

    internal JsonPatchBuilder()
    {
    }

    /// <summary>The whole patch fails unless the value stands there: the guard against a document that has changed.</summary>
    public JsonPatchBuilder Test(JsonPointer path, string? value) => Append("test", path, Text(value));

    /// <summary>The whole patch fails unless the JSON value stands there.</summary>
    /// <exception cref="JsonException">The bytes are not one JSON value.</exception>
    public JsonPatchBuilder TestRaw(JsonPointer path, ReadOnlySpan<byte> json) => Append("test", path, Raw(path, json));

    /// <summary>Adds or overwrites a member, or inserts into a list.</summary>
    public JsonPatchBuilder Add(JsonPointer path, string value) => Append("add", path, Text(value));

    /// <summary>Adds or overwrites a member, or inserts into a list.</summary>
    public JsonPatchBuilder Add<TValue>(JsonPointer path, TValue value, JsonTypeInfo<TValue> typeInfo) =>
        Append("add", path, JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));

    /// <summary>Adds or overwrites a member with a JSON value, or inserts it into a list.</summary>
    /// <exception cref="JsonException">The bytes are not one JSON value.</exception>
    public JsonPatchBuilder AddRaw(JsonPointer path, ReadOnlySpan<byte> json) => Append("add", path, Raw(path, json));

    /// <summary>Overwrites what stands there; fails where nothing does.</summary>
    public JsonPatchBuilder Replace(JsonPointer path, string value) => Append("replace", path, Text(value));

    /// <summary>Overwrites what stands there; fails where nothing does.</summary>
    public JsonPatchBuilder Replace(JsonPointer path, long value) =>
        Append("replace", path, Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Overwrites what stands there with a JSON value; fails where nothing does.</summary>
    /// <exception cref="JsonException">The bytes are not one JSON value.</exception>
    public JsonPatchBuilder ReplaceRaw(JsonPointer path, ReadOnlySpan<byte> json) => Append("replace", path, Raw(path, json));

    /// <summary>Takes away what stands there; fails where nothing does.</summary>
    public JsonPatchBuilder Remove(JsonPointer path) => Append("remove", path, value: null);

    /// <summary>The patch with the operations so far.</summary>
    public Patch Build()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var operation in _operations)
            {
                writer.WriteStartObject();
                writer.WriteString("op", operation.Name);
                writer.WriteString("path", operation.Path.ToString());
                if (operation.Value is not null)
                {
                    writer.WritePropertyName("value");
                    writer.WriteRawValue(operation.Value, skipInputValidation: true);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Patch.FromOperations(buffer.WrittenMemory);
    }

    private static byte[] Text(string? value) => JsonSerializer.SerializeToUtf8Bytes(value, KubernetesJsonContext.Default.String);

    // Looked at here, where the caller still knows what it passed. The bytes may be secret and are not quoted.
    private static byte[] Raw(JsonPointer path, ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, JsonLimits.ReaderOptions);
            if (reader.Read() && reader.TrySkip() && !reader.Read())
            {
                return json.ToArray();
            }
        }
        catch (JsonException)
        {
            // Its message quotes the bytes.
        }

        throw new JsonException($"the value for \"{path}\" is not one JSON value");
    }

    private JsonPatchBuilder Append(string name, JsonPointer path, byte[]? value)
    {
        _operations.Add(new Operation(name, path, value));
        return this;
    }

    private readonly record struct Operation(string Name, JsonPointer Path, byte[]? Value);
}
