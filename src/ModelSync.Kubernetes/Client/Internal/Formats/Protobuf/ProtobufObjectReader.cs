using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>Decodes one object; a bad one becomes a value instead of an exception that would take the others along.</summary>
internal static class ProtobufObjectReader
{
    public static T? Decode<T>(ResourceCodec<T> codec, TypeMeta type, ReadOnlySpan<byte> message, out InvalidObject? invalid)
        where T : class, IKubernetesObject
    {
        try
        {
            invalid = null;
            return codec.DecodeProtobuf(type, message);
        }
        catch (ProtobufException exception)
        {
            invalid = ProtobufIdentity.Read(message, exception.Message);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            // Decoders of a kind may throw anything about a value; the type alone is named, because the message may quote it.
            invalid = ProtobufIdentity.Read(message, $"{exception.GetType().Name} while reading the object");
        }

        return null;
    }
}
