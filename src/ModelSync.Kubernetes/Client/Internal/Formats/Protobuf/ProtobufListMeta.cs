using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>Reads metav1.ListMeta.</summary>
internal static class ProtobufListMeta
{
    public static ListMeta Decode(ProtobufReader message)
    {
        string? version = null, next = null;
        long? remaining = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 2:
                    version = Omit.Empty(message.ReadString());
                    break;
                case 3:
                    next = Omit.Empty(message.ReadString());
                    break;
                case 4:
                    remaining = message.ReadInt64();
                    break;
            }
        }

        return new ListMeta { ResourceVersion = version, Continue = next, RemainingItemCount = remaining };
    }
}
