using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 Node.</summary>
internal static class NodeDecoder
{
    public static Node Decode(TypeMeta type, ProtobufReader message)
    {
        ObjectMeta? metadata = null;
        NodeSpec? spec = null;
        NodeStatus? status = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    metadata = ObjectMetaDecoder.Decode(message.ReadMessage());
                    break;
                case 2:
                    spec = DecodeSpec(message.ReadMessage());
                    break;
                case 3:
                    status = NodeStatusDecoder.Decode(message.ReadMessage());
                    break;
            }
        }

        return new Node { ApiVersion = type.ApiVersion, Kind = type.Kind, Metadata = ObjectMetaDecoder.Required(metadata), Spec = spec, Status = status };
    }

    private static NodeSpec DecodeSpec(ProtobufReader message)
    {
        bool? unschedulable = null;
        var taints = default(RepeatedField<Taint>);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 4:
                    unschedulable = Omit.False(message.ReadBoolean());
                    break;
                case 5:
                    taints.Add(message, DecodeTaint(message.ReadMessage()));
                    break;
            }
        }

        return new NodeSpec { Unschedulable = unschedulable, Taints = taints.ToList() };
    }

    private static Taint DecodeTaint(ProtobufReader message)
    {
        var (key, effect) = (string.Empty, string.Empty);
        string? value = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    key = message.ReadShared();
                    break;
                case 2:
                    value = Omit.Empty(message.ReadShared());
                    break;
                case 3:
                    effect = message.ReadShared();
                    break;
            }
        }

        return new Taint { Key = key, Value = value, Effect = effect };
    }
}
