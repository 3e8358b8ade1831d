using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 PodTemplateSpec.</summary>
internal static class PodTemplateDecoder
{
    /// <summary>Reads the template; its labels are often those of the selector or of the object itself, and then the same map serves both.</summary>
    public static PodTemplateSpec Decode(ProtobufReader message, StringMap? selector, StringMap? ownLabels)
    {
        ObjectMeta? metadata = null;
        PodSpec? spec = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    metadata = ObjectMetaDecoder.Decode(message.ReadMessage(), selector, ownLabels);
                    break;
                case 2:
                    spec = PodSpecDecoder.Decode(message.ReadMessage());
                    break;
            }
        }

        return new PodTemplateSpec { Metadata = metadata, Spec = spec };
    }
}
