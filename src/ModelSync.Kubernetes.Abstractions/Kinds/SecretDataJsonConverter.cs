using System.Text.Json;
using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>
/// Reads the data of a Secret as Go reads a <c>map[string][]byte</c>: a null value is no bytes, of duplicate keys the last wins.
/// Its errors name the key and never the value.
/// </summary>
internal sealed class SecretDataJsonConverter : JsonConverter<IReadOnlyDictionary<string, byte[]>>
{
    public override IReadOnlyDictionary<string, byte[]> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object whose values are base64, found {reader.TokenType}.");
        }

        var data = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var key = StringInterner.Shared.Read(ref reader)!;
            reader.Read();
            data[key] = ReadBytes(ref reader, key);
        }

        return data;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, byte[]> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, bytes) in value)
        {
            writer.WriteBase64String(key, bytes);
        }

        writer.WriteEndObject();
    }

    private static byte[] ReadBytes(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType is JsonTokenType.Null)
        {
            return [];
        }

        if (reader.TokenType is JsonTokenType.String && reader.TryGetBytesFromBase64(out var bytes))
        {
            return bytes;
        }

        throw new JsonException($"The value of '{key}' must be base64.");
    }
}
