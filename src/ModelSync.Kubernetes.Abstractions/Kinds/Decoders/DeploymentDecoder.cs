using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads apps/v1 Deployment.</summary>
internal static class DeploymentDecoder
{
    public static Deployment Decode(TypeMeta type, ProtobufReader message)
    {
        ObjectMeta? metadata = null;
        DeploymentSpec? spec = null;
        DeploymentStatus? status = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    metadata = ObjectMetaDecoder.Decode(message.ReadMessage());
                    break;
                case 2:
                    spec = DecodeSpec(message.ReadMessage(), metadata?.Labels);
                    break;
                case 3:
                    status = DeploymentStatusDecoder.Decode(message.ReadMessage());
                    break;
            }
        }

        return new Deployment { ApiVersion = type.ApiVersion, Kind = type.Kind, Metadata = ObjectMetaDecoder.Required(metadata), Spec = spec, Status = status };
    }

    private static DeploymentSpec DecodeSpec(ProtobufReader message, StringMap? ownLabels)
    {
        int? replicas = null, minReady = null, historyLimit = null, deadline = null;
        bool? paused = null;
        LabelSelector? selector = null;
        PodTemplateSpec? template = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    replicas = message.ReadInt32();
                    break;
                case 2:
                    selector = LabelSelectorDecoder.Decode(message.ReadMessage());
                    break;
                case 3:
                    template = PodTemplateDecoder.Decode(message.ReadMessage(), selector?.MatchLabels, ownLabels);
                    break;
                case 5:
                    minReady = Omit.Zero(message.ReadInt32());
                    break;
                case 6:
                    historyLimit = message.ReadInt32();
                    break;
                case 7:
                    paused = Omit.False(message.ReadBoolean());
                    break;
                case 9:
                    deadline = message.ReadInt32();
                    break;
            }
        }

        return new DeploymentSpec
        {
            Replicas = replicas,
            Selector = selector,
            Template = template,
            MinReadySeconds = minReady,
            RevisionHistoryLimit = historyLimit,
            Paused = paused,
            ProgressDeadlineSeconds = deadline,
        };
    }
}
