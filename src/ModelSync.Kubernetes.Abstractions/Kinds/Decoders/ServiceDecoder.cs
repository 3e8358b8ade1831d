using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 Service.</summary>
internal static class ServiceDecoder
{
    public static Service Decode(TypeMeta type, ProtobufReader message)
    {
        ObjectMeta? metadata = null;
        ServiceSpec? spec = null;
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
            }
        }

        return new Service { ApiVersion = type.ApiVersion, Kind = type.Kind, Metadata = ObjectMetaDecoder.Required(metadata), Spec = spec };
    }

    private static ServiceSpec DecodeSpec(ProtobufReader message)
    {
        string? serviceType = null, clusterIP = null;
        var selector = default(MapField);
        var ports = default(RepeatedField<ServicePort>);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    ports.Add(message, DecodePort(message.ReadMessage()));
                    break;
                case 2:
                    selector.Add(message);
                    break;
                case 3:
                    clusterIP = Omit.Empty(message.ReadShared());
                    break;
                case 4:
                    serviceType = Omit.Empty(message.ReadShared());
                    break;
            }
        }

        return new ServiceSpec { Type = serviceType, ClusterIP = clusterIP, Selector = selector.ToMap(), Ports = ports.ToList() };
    }

    private static ServicePort DecodePort(ProtobufReader message)
    {
        string? name = null, protocol = null, appProtocol = null;
        var port = 0;
        IntOrString? target = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    name = Omit.Empty(message.ReadShared());
                    break;
                case 2:
                    protocol = Omit.Empty(message.ReadShared());
                    break;
                case 3:
                    port = message.ReadInt32();
                    break;
                case 4:
                    target = DecodeIntOrString(message.ReadMessage());
                    break;
                case 6:
                    appProtocol = message.ReadShared();
                    break;
            }
        }

        return new ServicePort { Name = name, Protocol = protocol, AppProtocol = appProtocol, Port = port, TargetPort = target };
    }

    private static IntOrString DecodeIntOrString(ProtobufReader message)
    {
        var isText = false;
        var number = 0;
        var text = string.Empty;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    isText = message.ReadInt64() == 1;
                    break;
                case 2:
                    number = message.ReadInt32();
                    break;
                case 3:
                    text = message.ReadShared();
                    break;
            }
        }

        return isText ? new IntOrString(text) : new IntOrString(number);
    }
}
