using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 Namespace.</summary>
internal static class NamespaceDecoder
{
    private static readonly ConditionFields Condition = new(LastTransitionTime: 4, Reason: 5, Message: 6);

    public static Namespace Decode(TypeMeta type, ProtobufReader message)
    {
        ObjectMeta? metadata = null;
        NamespaceStatus? status = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    metadata = ObjectMetaDecoder.Decode(message.ReadMessage());
                    break;
                case 3:
                    status = DecodeStatus(message.ReadMessage());
                    break;
            }
        }

        return new Namespace { ApiVersion = type.ApiVersion, Kind = type.Kind, Metadata = ObjectMetaDecoder.Required(metadata), Status = status };
    }

    private static NamespaceStatus DecodeStatus(ProtobufReader message)
    {
        string? phase = null;
        var conditions = default(RepeatedField<Condition>);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    phase = Omit.Empty(message.ReadShared());
                    break;
                case 2:
                    conditions.Add(message, Condition.Decode(message.ReadMessage()));
                    break;
            }
        }

        return new NamespaceStatus { Phase = phase, Conditions = conditions.ToList() };
    }
}
