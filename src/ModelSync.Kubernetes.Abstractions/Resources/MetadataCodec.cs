using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>Asks for metadata alone; a server that sends whole objects all the same is read just as well.</summary>
internal sealed class MetadataCodec : ResourceCodec<PartialObject>
{
    public static MetadataCodec Instance { get; } = new();

    public override string AcceptObject => "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

    public override string AcceptList => "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    public override ModelFidelity Fidelity => ModelFidelity.Subset;

    public override PartialObject Decode(ReadOnlySpan<byte> json) =>
        DecodedObject.Check(JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.PartialObject));

    public override void Encode(PartialObject value, IBufferWriter<byte> output) =>
        throw new NotSupportedException("metadata-only objects are read and patched; they cannot be created or replaced");
}
