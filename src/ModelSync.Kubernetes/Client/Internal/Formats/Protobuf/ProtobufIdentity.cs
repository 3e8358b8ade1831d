using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>Saves the identity of an object that cannot be read, even of a truncated one, so that its deletion is still understood.</summary>
internal static class ProtobufIdentity
{
    public static InvalidObject Read(ReadOnlySpan<byte> message, string error) => new(ReadIdentity(message), error);

    public static InvalidObject ReadOversized(ReadOnlySpan<byte> beginning, int maxBytes) => Read(beginning, $"it is larger than {maxBytes} bytes");

    private static ObjectMeta ReadIdentity(ReadOnlySpan<byte> message)
    {
        var identity = new ObjectMeta();
        try
        {
            var reader = ProtobufReader.OfBeginning(message);
            while (reader.ReadField())
            {
                // All kinds have their metadata there.
                if (reader.FieldNumber == 1)
                {
                    ReadMembers(reader.ReadMessage(), ref identity);
                }
            }
        }
        catch (ProtobufException)
        {
            // What was found before the bad byte is all there is to know.
        }

        return identity;
    }

    private static void ReadMembers(ProtobufReader metadata, ref ObjectMeta identity)
    {
        while (metadata.ReadField())
        {
            identity = metadata.FieldNumber switch
            {
                1 => identity with { Name = Omit.Empty(metadata.ReadString()) },
                3 => identity with { Namespace = Omit.Empty(metadata.ReadString()) },
                5 => identity with { Uid = Omit.Empty(metadata.ReadString()) },
                6 => identity with { ResourceVersion = Omit.Empty(metadata.ReadString()) },
                _ => identity,
            };
        }
    }
}
