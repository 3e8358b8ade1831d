using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Serialization;

/// <summary>
/// Reads a <see cref="StringMap"/> straight from UTF-8 as Go reads a <c>map[string]string</c> (a null value is the empty
/// string, of duplicate keys the last wins) and writes it in ordinal order of its keys.
/// </summary>
public sealed class StringMapJsonConverter : JsonConverter<StringMap>
{
    private readonly StringInterner _interner;

    /// <summary>Creates a converter that shares strings through <see cref="StringInterner.Shared"/>.</summary>
    public StringMapJsonConverter()
        : this(StringInterner.Shared)
    {
    }

    /// <summary>Creates a converter that shares strings through <paramref name="interner"/>.</summary>
    public StringMapJsonConverter(StringInterner interner)
    {
        ArgumentNullException.ThrowIfNull(interner);
        _interner = interner;
    }

    /// <inheritdoc/>
    public override StringMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object whose values are strings, found {reader.TokenType}.");
        }

        using var builder = new StringMapBuilder(0);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var key = _interner.Read(ref reader)!;
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            {
                throw new JsonException($"The value of '{key}' must be a string, found {reader.TokenType}: put quotes round numbers and booleans.");
            }

            builder.Add(key, _interner.Read(ref reader) ?? string.Empty);
        }

        return StringMap.FromSorted(builder.ToSortedEntries());
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StringMap value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        foreach ((var key, var text) in value)
        {
            writer.WriteString(key, text);
        }

        writer.WriteEndObject();
    }
}
