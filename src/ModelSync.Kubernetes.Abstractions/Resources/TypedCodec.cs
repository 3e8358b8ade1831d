using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>JSON through a source-generated contract, and protobuf through the kind's own decoder where it has one.</summary>
internal sealed class TypedCodec<T>(ResourceInfo resource, JsonTypeInfo<T> typeInfo, ModelFidelity fidelity, ProtobufDecoder<T>? protobuf) : ResourceCodec<T>
    where T : class, IKubernetesObject
{
    // JSON too, for whatever stands between and for servers that have no protobuf of the kind.
    private const string AcceptProtobuf = $"{MediaTypes.Protobuf},{MediaTypes.Json}";

    public override string AcceptObject => protobuf is null ? MediaTypes.Json : AcceptProtobuf;

    public override string AcceptList => AcceptObject;

    public override ModelFidelity Fidelity => fidelity;

    public override T DecodeJson(ReadOnlySpan<byte> json) =>
        DecodedObject.Check(JsonSerializer.Deserialize(json, typeInfo));

    public override T DecodeProtobuf(TypeMeta type, ReadOnlySpan<byte> message)
    {
        if (protobuf is null)
        {
            return base.DecodeProtobuf(type, message);
        }

        // Field numbers mean something else in every kind: read as another one, an object would look whole and be wrong.
        return type.Kind is null || string.Equals(type.Kind, resource.Kind, StringComparison.Ordinal)
            ? protobuf(type, new ProtobufReader(message))
            : throw new ProtobufException($"the server sent another kind than {resource.Kind}");
    }

    public override bool IsListKind(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return protobuf is null ? ListKinds.CanBe(kind, resource) : ListKinds.Is(kind, resource);
    }

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
