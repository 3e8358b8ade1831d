using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Protobuf;

/// <summary>Reads metav1.ObjectMeta; `managedFields` are passed over.</summary>
public static class ObjectMetaDecoder
{
    /// <summary>The metadata of a whole object, without which it is none.</summary>
    /// <exception cref="ProtobufException">There is no metadata.</exception>
    public static ObjectMeta Required(ObjectMeta? metadata) => metadata ?? throw new ProtobufException("the object has no metadata");

    /// <summary>Reads the metadata; its labels may be shared with maps that are likely to be equal, such as a selector's.</summary>
    public static ObjectMeta Decode(ProtobufReader message, StringMap? sharable = null, StringMap? otherSharable = null)
    {
        var fields = new Fields(new MapField(sharable, otherSharable));
        while (message.ReadField())
        {
            if (message.FieldNumber <= 6)
            {
                fields.ReadText(message);
            }
            else
            {
                fields.ReadOther(message);
            }
        }

        return fields.ToObjectMeta();
    }

    private struct Fields(MapField labels)
    {
        private string? _name;
        private string? _generateName;
        private string? _namespace;
        private string? _uid;
        private string? _resourceVersion;
        private long? _generation;
        private KubeTime? _creationTimestamp;
        private KubeTime? _deletionTimestamp;
        private long? _gracePeriod;
        private MapField _labels = labels;
        private MapField _annotations;
        private RepeatedField<OwnerReference> _owners;
        private RepeatedField<string> _finalizers;

        public void ReadText(in ProtobufReader field)
        {
            switch (field.FieldNumber)
            {
                case 1:
                    _name = Omit.Empty(field.ReadString());
                    break;
                case 2:
                    _generateName = Omit.Empty(field.ReadString());
                    break;
                case 3:
                    _namespace = Omit.Empty(field.ReadShared());
                    break;
                case 5:
                    _uid = Omit.Empty(field.ReadString());
                    break;
                case 6:
                    _resourceVersion = Omit.Empty(field.ReadString());
                    break;
            }
        }

        public void ReadOther(in ProtobufReader field)
        {
            switch (field.FieldNumber)
            {
                case 7:
                    _generation = Omit.Zero(field.ReadInt64());
                    break;
                case 8:
                    _creationTimestamp = field.ReadTime();
                    break;
                case 9:
                    _deletionTimestamp = field.ReadTime();
                    break;
                case 10:
                    _gracePeriod = field.ReadInt64();
                    break;
                case 11:
                    _labels.Add(field);
                    break;
                case 12:
                    _annotations.Add(field);
                    break;
                case 13:
                    _owners.Add(field, DecodeOwner(field.ReadMessage()));
                    break;
                case 14:
                    _finalizers.Add(field, field.ReadShared());
                    break;
            }
        }

        public readonly ObjectMeta ToObjectMeta() => new()
        {
            Name = _name,
            GenerateName = _generateName,
            Namespace = _namespace,
            Uid = _uid,
            ResourceVersion = _resourceVersion,
            Generation = _generation,
            CreationTimestamp = _creationTimestamp,
            DeletionTimestamp = _deletionTimestamp,
            DeletionGracePeriodSeconds = _gracePeriod,
            Labels = _labels.ToMap(),
            Annotations = _annotations.ToMap(),
            OwnerReferences = _owners.ToList(),
            Finalizers = _finalizers.ToList(),
        };
    }

    private static OwnerReference DecodeOwner(ProtobufReader message)
    {
        var (apiVersion, kind, name, uid) = (string.Empty, string.Empty, string.Empty, string.Empty);
        bool? controller = null;
        bool? blockOwnerDeletion = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    kind = message.ReadShared();
                    break;
                case 3:
                    name = message.ReadShared();
                    break;
                case 4:
                    uid = message.ReadShared();
                    break;
                case 5:
                    apiVersion = message.ReadShared();
                    break;
                case 6:
                    controller = message.ReadBoolean();
                    break;
                case 7:
                    blockOwnerDeletion = message.ReadBoolean();
                    break;
            }
        }

        return new OwnerReference { ApiVersion = apiVersion, Kind = kind, Name = name, Uid = uid, Controller = controller, BlockOwnerDeletion = blockOwnerDeletion };
    }
}
