using System.Text.Json;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>Decodes one object; a bad one becomes a value instead of an exception that would take the others along.</summary>
internal static class JsonObjectReader
{
    public static T? Decode<T>(ResourceCodec<T> codec, ReadOnlySpan<byte> json, out InvalidObject? invalid)
        where T : class, IKubernetesObject
    {
        try
        {
            invalid = null;
            return codec.DecodeJson(json);
        }
        catch (JsonException exception)
        {
            invalid = JsonIdentity.Read(json, JsonIdentity.Describe(exception));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // Converters of a kind may throw anything about a value; the type alone is named, because the message may quote it.
            invalid = JsonIdentity.Read(json, $"{exception.GetType().Name} while reading the object");
        }

        return null;
    }
}
