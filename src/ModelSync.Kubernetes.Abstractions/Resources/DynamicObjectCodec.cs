using System.Text.Json;
using System.Text.Unicode;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>Splits an object into its bytes and its metadata in one pass.</summary>
internal static class DynamicObjectCodec
{
    public static DynamicObject Decode(ReadOnlySpan<byte> json, bool keepManagedFields)
    {
        // The bytes are kept, so whoever reads them later must be able to: the reader itself looks at no text that it skips.
        if (!Utf8.IsValid(json))
        {
            throw new JsonException("the object is not valid UTF-8");
        }

        string? apiVersion = null;
        string? kind = null;
        ObjectMeta? metadata = null;
        var cuts = default(ManagedFieldsCuts);
        var reader = new Utf8JsonReader(json, JsonLimits.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an object is expected, beginning with '{'");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("apiVersion"u8))
            {
                apiVersion = ReadText(ref reader, "apiVersion");
            }
            else if (reader.ValueTextEquals("kind"u8))
            {
                kind = ReadText(ref reader, "kind");
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                if (!keepManagedFields)
                {
                    cuts.Find(reader);
                }

                metadata = ReadMetadata(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Bytes behind the object would otherwise travel along unseen.
        if (reader.Read())
        {
            throw new JsonException("bytes stand behind the object");
        }

        return new DynamicObject(cuts.Apply(json), apiVersion, kind, metadata ?? throw new JsonException("the object has no metadata"));
    }

    // Null is refused too: it would count as absent here, and still stand in the bytes that are sent.
    private static string ReadText(ref Utf8JsonReader reader, string member)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"{member} must be a string, found {reader.TokenType}", $"$.{member}", lineNumber: null, bytePositionInLine: null);
        }

        try
        {
            return StringInterner.Shared.Read(ref reader)!;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException($"{member} has half of a surrogate pair", $"$.{member}", lineNumber: null, bytePositionInLine: null, exception);
        }
    }

    private static ObjectMeta? ReadMetadata(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, KubernetesJsonContext.Default.ObjectMeta);
        }
        catch (JsonException exception)
        {
            // The serializer counts from where it began; whoever looks for the mistake counts from the object's beginning.
            var path = $"$.metadata{exception.Path?.TrimStart('$')}";
            var message = exception.Message.Split(" Path: ", 2)[0];
            throw new JsonException($"{message} Path: {path}", path, exception.LineNumber, exception.BytePositionInLine, exception);
        }
    }
}
