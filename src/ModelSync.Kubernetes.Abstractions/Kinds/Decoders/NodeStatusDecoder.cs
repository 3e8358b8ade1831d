using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 NodeStatus.</summary>
internal static class NodeStatusDecoder
{
    private static readonly ConditionFields Condition = new(LastTransitionTime: 4, Reason: 5, Message: 6);

    public static NodeStatus Decode(ProtobufReader message)
    {
        Dictionary<string, Quantity>? capacity = null, allocatable = null;
        var conditions = default(RepeatedField<Condition>);
        var addresses = default(RepeatedField<NodeAddress>);
        NodeDaemonEndpoints? endpoints = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    AddQuantity(capacity ??= NewQuantities(), message.ReadMessage());
                    break;
                case 2:
                    AddQuantity(allocatable ??= NewQuantities(), message.ReadMessage());
                    break;
                case 4:
                    conditions.Add(message, Condition.Decode(message.ReadMessage()));
                    break;
                case 5:
                    addresses.Add(message, DecodeAddress(message.ReadMessage()));
                    break;
                case 6:
                    endpoints = DecodeEndpoints(message.ReadMessage());
                    break;
            }
        }

        return new NodeStatus
        {
            Capacity = capacity,
            Allocatable = allocatable,
            Conditions = conditions.ToList(),
            Addresses = addresses.ToList(),
            DaemonEndpoints = endpoints,
        };
    }

    private static Dictionary<string, Quantity> NewQuantities() => new(StringComparer.Ordinal);

    private static void AddQuantity(Dictionary<string, Quantity> quantities, ProtobufReader entry)
    {
        var key = string.Empty;
        var value = Quantity.Zero;
        while (entry.ReadField())
        {
            switch (entry.FieldNumber)
            {
                case 1:
                    key = entry.ReadShared();
                    break;
                case 2:
                    value = DecodeQuantity(entry.ReadMessage());
                    break;
            }
        }

        quantities[key] = value;
    }

    private static Quantity DecodeQuantity(ProtobufReader message)
    {
        var value = Quantity.Zero;
        while (message.ReadField())
        {
            if (message.FieldNumber == 1)
            {
                value = Quantity.TryParse(message.ReadShared(), out var parsed) ? parsed : throw new ProtobufException("a resource's amount is no quantity");
            }
        }

        return value;
    }

    private static NodeAddress DecodeAddress(ProtobufReader message)
    {
        var (type, address) = (string.Empty, string.Empty);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    type = message.ReadShared();
                    break;
                case 2:
                    address = message.ReadShared();
                    break;
            }
        }

        return new NodeAddress { Type = type, Address = address };
    }

    private static NodeDaemonEndpoints DecodeEndpoints(ProtobufReader message)
    {
        DaemonEndpoint? kubelet = null;
        while (message.ReadField())
        {
            if (message.FieldNumber == 1)
            {
                kubelet = DecodeEndpoint(message.ReadMessage());
            }
        }

        return new NodeDaemonEndpoints { KubeletEndpoint = kubelet };
    }

    private static DaemonEndpoint DecodeEndpoint(ProtobufReader message)
    {
        var port = 0;
        while (message.ReadField())
        {
            if (message.FieldNumber == 1)
            {
                port = message.ReadInt32();
            }
        }

        return new DaemonEndpoint { Port = port };
    }
}
