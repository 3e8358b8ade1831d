using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>JSON through a source-generated contract.</summary>
internal sealed class TypedCodec<T>(ResourceInfo resource, JsonTypeInfo<T> typeInfo, ModelFidelity fidelity) : ResourceCodec<T>
    where T : class, IKubernetesObject
{
    public override string AcceptObject => MediaTypes.Json;

    public override string AcceptList => MediaTypes.Json;

    public override ModelFidelity Fidelity => fidelity;

    public override T Decode(ReadOnlySpan<byte> json) =>
        DecodedObject.Check(JsonSerializer.Deserialize(json, typeInfo));

    public override void Encode(T value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Metadata is null)
        {
            throw new ArgumentException($"{resource}: metadata is null; an object needs at least a name", nameof(value));
        }

        TypeMetaWriter.Write(output, resource, value.ApiVersion, value.Kind, JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));
    }
}
