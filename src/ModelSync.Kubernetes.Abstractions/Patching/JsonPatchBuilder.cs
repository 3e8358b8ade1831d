using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ModelSync.Kubernetes.Patching;

/// <summary>Collects the operations of a JSON patch. Not thread-safe; <see cref="Build"/> ends it.</summary>
public sealed class JsonPatchBuilder
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private bool _isBuilt;

    internal JsonPatchBuilder()
    {
        _writer = new Utf8JsonWriter(_buffer);
        _writer.WriteStartArray();
    }

    /// <summary>The whole patch fails unless the value stands there: the guard against a document that has changed.</summary>
    public JsonPatchBuilder Test(JsonPointer path, string? value) => Operation("test", path, writer => writer.WriteStringValue(value));

    /// <summary>The whole patch fails unless the JSON value stands there.</summary>
    public JsonPatchBuilder TestRaw(JsonPointer path, ReadOnlySpan<byte> json) => Operation("test", path, json);

    /// <summary>Adds or overwrites a member, or inserts into a list.</summary>
    public JsonPatchBuilder Add(JsonPointer path, string value) => Operation("add", path, writer => writer.WriteStringValue(value));

    /// <summary>Adds or overwrites a member, or inserts into a list.</summary>
    public JsonPatchBuilder Add<TValue>(JsonPointer path, TValue value, JsonTypeInfo<TValue> typeInfo) =>
        Operation("add", path, writer => JsonSerializer.Serialize(writer, value, typeInfo));

    /// <summary>Adds or overwrites a member with a JSON value, or inserts it into a list.</summary>
    public JsonPatchBuilder AddRaw(JsonPointer path, ReadOnlySpan<byte> json) => Operation("add", path, json);

    /// <summary>Overwrites what stands there; fails where nothing does.</summary>
    public JsonPatchBuilder Replace(JsonPointer path, string value) => Operation("replace", path, writer => writer.WriteStringValue(value));

    /// <summary>Overwrites what stands there; fails where nothing does.</summary>
    public JsonPatchBuilder Replace(JsonPointer path, long value) => Operation("replace", path, writer => writer.WriteNumberValue(value));

    /// <summary>Overwrites what stands there with a JSON value; fails where nothing does.</summary>
    public JsonPatchBuilder ReplaceRaw(JsonPointer path, ReadOnlySpan<byte> json) => Operation("replace", path, json);

    /// <summary>Takes away what stands there; fails where nothing does.</summary>
    public JsonPatchBuilder Remove(JsonPointer path)
    {
        Begin("remove", path);
        _writer.WriteEndObject();
        return this;
    }

    /// <summary>The finished patch.</summary>
    public Patch Build()
    {
        if (!_isBuilt)
        {
            _writer.WriteEndArray();
            _writer.Flush();
            _isBuilt = true;
        }

        return Patch.FromOperations(_buffer.WrittenMemory);
    }

    private JsonPatchBuilder Operation(string name, JsonPointer path, Action<Utf8JsonWriter> writeValue)
    {
        Begin(name, path);
        _writer.WritePropertyName("value");
        writeValue(_writer);
        _writer.WriteEndObject();
        return this;
    }

    private JsonPatchBuilder Operation(string name, JsonPointer path, ReadOnlySpan<byte> json)
    {
        Begin(name, path);
        _writer.WritePropertyName("value");
        _writer.WriteRawValue(json);
        _writer.WriteEndObject();
        return this;
    }

    private void Begin(string name, JsonPointer path)
    {
        if (_isBuilt)
        {
            throw new InvalidOperationException("the patch is built; begin another with Patch.Json()");
        }

        _writer.WriteStartObject();
        _writer.WriteString("op", name);
        _writer.WriteString("path", path.ToString());
    }
}
