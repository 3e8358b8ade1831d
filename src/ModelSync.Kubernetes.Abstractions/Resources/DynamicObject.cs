using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>
/// An object of any kind: its bytes as the server sent them, and its metadata parsed. Immutable; every unknown field is kept,
/// and only `managedFields` are left out where they were not asked for.
/// </summary>
public sealed class DynamicObject : IKubernetesObject
{
    internal DynamicObject(ReadOnlyMemory<byte> raw, string? apiVersion, string? kind, ObjectMeta metadata)
    {
        Raw = raw;
        ApiVersion = apiVersion;
        Kind = kind;
        Metadata = metadata;
    }

    /// <summary>The object as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <inheritdoc />
    public string? ApiVersion { get; }

    /// <inheritdoc />
    public string? Kind { get; }

    /// <inheritdoc />
    public ObjectMeta Metadata { get; }

    /// <summary>Reads an object from UTF-8 JSON, which is copied.</summary>
    /// <exception cref="JsonException">The text is not one JSON object with metadata.</exception>
    public static DynamicObject Parse(ReadOnlySpan<byte> json) => DynamicObjectCodec.Decode(json, keepManagedFields: true);

    /// <summary>Parses the whole object; each call parses anew, because a kept document would cost several times the bytes.</summary>
    public JsonElement ToJsonElement()
    {
        var reader = new Utf8JsonReader(Raw.Span, JsonLimits.ReaderOptions);
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Reads the object as a typed one.</summary>
    /// <exception cref="JsonException">The object does not have the type's form.</exception>
    public T As<T>(JsonTypeInfo<T> typeInfo)
    {
        // A reader of our own, because the context of the type may allow less nesting than the object has.
        var reader = new Utf8JsonReader(Raw.Span, JsonLimits.ReaderOptions);
        return JsonSerializer.Deserialize(ref reader, typeInfo) ?? throw new JsonException($"{this} was read as null");
    }

    /// <summary>The kind and name, never the content: it may be a Secret.</summary>
    public override string ToString() => $"{Kind ?? "object"} {Metadata.Key}";
}
