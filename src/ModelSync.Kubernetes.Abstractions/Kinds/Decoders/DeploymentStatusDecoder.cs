using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads apps/v1 DeploymentStatus.</summary>
internal static class DeploymentStatusDecoder
{
    private static readonly ConditionFields Condition = new(LastTransitionTime: 7, Reason: 4, Message: 5);

    public static DeploymentStatus Decode(ProtobufReader message)
    {
        var fields = default(Fields);
        while (message.ReadField())
        {
            fields.Read(message);
        }

        return fields.ToStatus();
    }

    private struct Fields
    {
        private long? _generation;
        private int? _replicas;
        private int? _updated;
        private int? _ready;
        private int? _available;
        private int? _unavailable;
        private int? _terminating;
        private int? _collisions;
        private RepeatedField<Condition> _conditions;

        public void Read(in ProtobufReader field)
        {
            switch (field.FieldNumber)
            {
                case 1:
                    _generation = Omit.Zero(field.ReadInt64());
                    break;
                case 2:
                    _replicas = Omit.Zero(field.ReadInt32());
                    break;
                case 3:
                    _updated = Omit.Zero(field.ReadInt32());
                    break;
                case 4:
                    _available = Omit.Zero(field.ReadInt32());
                    break;
                case 5:
                    _unavailable = Omit.Zero(field.ReadInt32());
                    break;
                case 6:
                    _conditions.Add(field, Condition.Decode(field.ReadMessage()));
                    break;
                case 7:
                    _ready = Omit.Zero(field.ReadInt32());
                    break;
                case 8:
                    _collisions = field.ReadInt32();
                    break;
                case 9:
                    _terminating = field.ReadInt32();
                    break;
            }
        }

        public readonly DeploymentStatus ToStatus() => new()
        {
            ObservedGeneration = _generation,
            Replicas = _replicas,
            UpdatedReplicas = _updated,
            ReadyReplicas = _ready,
            AvailableReplicas = _available,
            UnavailableReplicas = _unavailable,
            TerminatingReplicas = _terminating,
            CollisionCount = _collisions,
            Conditions = _conditions.ToList(),
        };
    }
}
