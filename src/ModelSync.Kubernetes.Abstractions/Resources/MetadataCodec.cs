using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>Asks for metadata alone; a server that sends whole objects all the same is read just as well.</summary>
internal sealed class MetadataCodec : ResourceCodec<PartialObject>
{
    public static MetadataCodec Instance { get; } = new();

    private const string AsObject = ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private const string AsList = ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    // Metadata comes as protobuf for custom kinds too. What comes whole comes as JSON, because a custom kind has no other form.
    public override string AcceptObject => $"{MediaTypes.Protobuf}{AsObject},{MediaTypes.Json}{AsObject},{MediaTypes.Json}";

    public override string AcceptList => $"{MediaTypes.Protobuf}{AsList},{MediaTypes.Json}{AsList},{MediaTypes.Json}";

    public override ModelFidelity Fidelity => ModelFidelity.Subset;

    public override PartialObject DecodeJson(ReadOnlySpan<byte> json) =>
        DecodedObject.Check(JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.PartialObject));

    public override PartialObject DecodeProtobuf(TypeMeta type, ReadOnlySpan<byte> message)
    {
        // A Status has other metadata in the same place.
        if (string.Equals(type.Kind, "Status", StringComparison.Ordinal))
        {
            throw new ProtobufException("the server sent a Status in place of an object");
        }

        ObjectMeta? metadata = null;
        var reader = new ProtobufReader(message);
        while (reader.ReadField())
        {
            if (reader.FieldNumber == 1)
            {
                metadata = ObjectMetaDecoder.Decode(reader.ReadMessage());
            }
        }

        return new PartialObject { ApiVersion = type.ApiVersion, Kind = type.Kind, Metadata = ObjectMetaDecoder.Required(metadata) };
    }

    public override void Encode(PartialObject value, IBufferWriter<byte> output) =>
        throw new NotSupportedException("metadata-only objects are read and patched; they cannot be created or replaced");
}
