using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 Pod.</summary>
internal static class PodDecoder
{
    private static readonly ConditionFields Condition = new(LastTransitionTime: 4, Reason: 5, Message: 6, ObservedGeneration: 7);

    public static Pod Decode(TypeMeta type, ProtobufReader message)
    {
        ObjectMeta? metadata = null;
        PodSpec? spec = null;
        PodStatus? status = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    metadata = ObjectMetaDecoder.Decode(message.ReadMessage());
                    break;
                case 2:
                    spec = PodSpecDecoder.Decode(message.ReadMessage());
                    break;
                case 3:
                    status = DecodeStatus(message.ReadMessage());
                    break;
            }
        }

        return new Pod { ApiVersion = type.ApiVersion, Kind = type.Kind, Metadata = ObjectMetaDecoder.Required(metadata), Spec = spec, Status = status };
    }

    private static PodStatus DecodeStatus(ProtobufReader message)
    {
        var fields = default(StatusFields);
        while (message.ReadField())
        {
            fields.Read(message);
        }

        return fields.ToStatus();
    }

    private struct StatusFields
    {
        private string? _phase;
        private string? _reason;
        private string? _message;
        private string? _hostIP;
        private string? _podIP;
        private KubeTime? _startTime;
        private RepeatedField<PodIP> _podIPs;
        private RepeatedField<Condition> _conditions;
        private RepeatedField<ContainerStatus> _initContainers;
        private RepeatedField<ContainerStatus> _containers;

        public void Read(in ProtobufReader field)
        {
            switch (field.FieldNumber)
            {
                case 1:
                    _phase = Omit.Empty(field.ReadShared());
                    break;
                case 2:
                    _conditions.Add(field, Condition.Decode(field.ReadMessage()));
                    break;
                case 3:
                    _message = Omit.Empty(field.ReadString());
                    break;
                case 4:
                    _reason = Omit.Empty(field.ReadShared());
                    break;
                case 5:
                    _hostIP = Omit.Empty(field.ReadShared());
                    break;
                case 6:
                    _podIP = Omit.Empty(field.ReadShared());
                    break;
                case 7:
                    _startTime = field.ReadTime();
                    break;
                case 8:
                    _containers.Add(field, ContainerStatusDecoder.Decode(field.ReadMessage()));
                    break;
                case 10:
                    _initContainers.Add(field, ContainerStatusDecoder.Decode(field.ReadMessage()));
                    break;
                case 12:
                    _podIPs.Add(field, DecodeIP(field.ReadMessage()));
                    break;
            }
        }

        public readonly PodStatus ToStatus() => new()
        {
            Phase = _phase,
            Reason = _reason,
            Message = _message,
            HostIP = _hostIP,
            PodIP = _podIP,
            PodIPs = _podIPs.ToList(),
            StartTime = _startTime,
            Conditions = _conditions.ToList(),
            InitContainerStatuses = _initContainers.ToList(),
            ContainerStatuses = _containers.ToList(),
        };

        private static PodIP DecodeIP(ProtobufReader message)
        {
            string? address = null;
            while (message.ReadField())
            {
                if (message.FieldNumber == 1)
                {
                    address = Omit.Empty(message.ReadShared());
                }
            }

            return new PodIP { Ip = address };
        }
    }
}
