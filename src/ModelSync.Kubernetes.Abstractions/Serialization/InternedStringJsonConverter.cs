using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Serialization;

/// <summary>Reads a string through a <see cref="StringInterner"/>: for members whose values repeat from object to object, such as kinds, namespaces and phases.</summary>
public sealed class InternedStringJsonConverter : JsonConverter<string>
{
    private readonly StringInterner _interner;

    /// <summary>Creates a converter that shares strings through <see cref="StringInterner.Shared"/>.</summary>
    public InternedStringJsonConverter()
        : this(StringInterner.Shared)
    {
    }

    /// <summary>Creates a converter that shares strings through <paramref name="interner"/>.</summary>
    public InternedStringJsonConverter(StringInterner interner)
    {
        ArgumentNullException.ThrowIfNull(interner);
        _interner = interner;
    }

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            throw new JsonException($"Expected a string, found {reader.TokenType}.");
        }

        return _interner.Read(ref reader);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value);
    }
}
