using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>Splits an object into its bytes and its metadata in one pass.</summary>
internal static class DynamicObjectCodec
{
    public static DynamicObject Decode(ReadOnlySpan<byte> json, bool keepManagedFields)
    {
        var reader = new Utf8JsonReader(json, JsonLimits.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an object is expected, beginning with '{'");
        }

        string? apiVersion = null;
        string? kind = null;
        ObjectMeta? metadata = null;
        var managedFields = default(Range);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("apiVersion"u8))
            {
                reader.Read();
                apiVersion = reader.GetString();
            }
            else if (reader.ValueTextEquals("kind"u8))
            {
                reader.Read();
                kind = reader.GetString();
            }
            else if (reader.ValueTextEquals("metadata"u8))
            {
                reader.Read();
                managedFields = keepManagedFields ? default : FindManagedFields(reader);
                metadata = JsonSerializer.Deserialize(ref reader, KubernetesJsonContext.Default.ObjectMeta);
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

        return new DynamicObject(
            Cut(json, managedFields),
            apiVersion,
            kind,
            metadata ?? throw new JsonException("the object has no metadata"));
    }

    private static byte[] Cut(ReadOnlySpan<byte> json, Range range)
    {
        var (offset, length) = range.GetOffsetAndLength(json.Length);
        if (length == 0)
        {
            return json.ToArray();
        }

        var rest = new byte[json.Length - length];
        json[..offset].CopyTo(rest);
        json[(offset + length)..].CopyTo(rest.AsSpan(offset));
        return rest;
    }

    // The range to cut includes one of the commas around the property; the reader is a copy, so the caller's does not move.
    private static Range FindManagedFields(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return default;
        }

        var endOfPrevious = (int)reader.BytesConsumed;
        var isFirst = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("managedFields"u8);
            reader.Read();
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            if (found)
            {
                if (!isFirst)
                {
                    return endOfPrevious..end;
                }

                reader.Read();
                return reader.TokenType == JsonTokenType.PropertyName ? endOfPrevious..(int)reader.TokenStartIndex : endOfPrevious..end;
            }

            endOfPrevious = end;
            isFirst = false;
        }

        return default;
    }
}
