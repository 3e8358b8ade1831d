using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>Saves the identity of an object that cannot be read, even of a truncated one, so that its deletion is still understood.</summary>
internal static class JsonIdentity
{
    public static InvalidObject Read(ReadOnlySpan<byte> json, string error) => new(ReadIdentity(json), error);

    public static InvalidObject ReadOversized(ReadOnlySpan<byte> beginning, int maxBytes) => Read(beginning, $"it is larger than {maxBytes} bytes");

    /// <summary>What was wrong and where, never the value: it may be a secret, and the text goes to logs and Events. Converters' own messages quote it, the serializer's do not.</summary>
    public static string Describe(JsonException exception)
    {
        var path = string.IsNullOrEmpty(exception.Path) ? "$" : exception.Path;
        var message = exception.Message.Split(" Path: ", 2)[0];
        var isSerializers = exception.GetType() != typeof(JsonException)
            || message.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal)
            || message.Contains("missing required properties", StringComparison.Ordinal);
        return $"{path}: {(isSerializers ? message : "the value does not fit")}";
    }

    private static ObjectMeta ReadIdentity(ReadOnlySpan<byte> json)
    {
        var identity = new ObjectMeta();
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(JsonFraming.Options));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isMetadata = reader.ValueTextEquals("metadata"u8);
                if (!reader.Read())
                {
                    break;
                }

                if (isMetadata && reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadMembers(ref reader, ref identity);
                    break;
                }

                if (!reader.TrySkip())
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is a string that is no Unicode. What was found before the bad byte is all there is to know.
        }

        return identity;
    }

    private static void ReadMembers(ref Utf8JsonReader reader, ref ObjectMeta identity)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            if (!reader.Read())
            {
                return;
            }

            var value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            identity = name switch
            {
                "name" => identity with { Name = value },
                "namespace" => identity with { Namespace = value },
                "uid" => identity with { Uid = value },
                "resourceVersion" => identity with { ResourceVersion = value },
                _ => identity,
            };
            if (!reader.TrySkip())
            {
                return;
            }
        }
    }
}
