using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 Secret; the data is never shared and never told.</summary>
internal static class SecretDecoder
{
    public static Secret Decode(TypeMeta type, ProtobufReader message)
    {
        ObjectMeta? metadata = null;
        string? secretType = null;
        Dictionary<string, byte[]>? data = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    metadata = ObjectMetaDecoder.Decode(message.ReadMessage());
                    break;
                case 2:
                    AddEntry(data ??= new Dictionary<string, byte[]>(StringComparer.Ordinal), message.ReadMessage());
                    break;
                case 3:
                    secretType = Omit.Empty(message.ReadShared());
                    break;
            }
        }

        return new Secret
        {
            ApiVersion = type.ApiVersion,
            Kind = type.Kind,
            Metadata = ObjectMetaDecoder.Required(metadata),
            Type = secretType,
            Data = data,
        };
    }

    private static void AddEntry(Dictionary<string, byte[]> data, ProtobufReader entry)
    {
        var key = string.Empty;
        byte[] value = [];
        while (entry.ReadField())
        {
            switch (entry.FieldNumber)
            {
                case 1:
                    key = entry.ReadShared();
                    break;
                case 2:
                    value = entry.ReadBytes().ToArray();
                    break;
            }
        }

        data[key] = value;
    }
}
