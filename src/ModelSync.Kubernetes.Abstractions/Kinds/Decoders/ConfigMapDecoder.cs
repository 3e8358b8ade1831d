using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 ConfigMap.</summary>
internal static class ConfigMapDecoder
{
    public static ConfigMap Decode(TypeMeta type, ProtobufReader message)
    {
        ObjectMeta? metadata = null;
        var data = default(MapField);
        bool? immutable = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    metadata = ObjectMetaDecoder.Decode(message.ReadMessage());
                    break;
                case 2:
                    data.Add(message);
                    break;
                case 4:
                    immutable = message.ReadBoolean();
                    break;
            }
        }

        return new ConfigMap
        {
            ApiVersion = type.ApiVersion,
            Kind = type.Kind,
            Metadata = ObjectMetaDecoder.Required(metadata),
            Data = data.ToMap(),
            Immutable = immutable,
        };
    }
}
