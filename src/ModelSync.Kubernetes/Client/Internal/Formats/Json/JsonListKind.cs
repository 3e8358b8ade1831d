using System.Text.Json;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>Refuses a list of another kind: read as objects of ours, its items would look whole and be wrong.</summary>
internal static class JsonListKind
{
    /// <summary>Checks the kind at which the reader stands. Some servers leave it out, or call every list "List".</summary>
    /// <exception cref="JsonException">It is another kind, or none at all.</exception>
    /// <exception cref="InvalidOperationException">It is no Unicode.</exception>
    public static void Check<T>(in Utf8JsonReader reader, ResourceCodec<T> codec)
        where T : class, IKubernetesObject
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("its kind is no text");
        }

        var kind = reader.GetString()!;
        if (kind is not ("" or "List") && !codec.IsListKind(kind))
        {
            throw new JsonException("its kind is not that of the list");
        }
    }
}
