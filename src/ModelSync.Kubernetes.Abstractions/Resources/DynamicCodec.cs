using System.Buffers;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>Keeps the bytes of an object and parses only its metadata.</summary>
internal sealed class DynamicCodec(ResourceInfo resource, bool keepManagedFields) : ResourceCodec<DynamicObject>
{
    public override string AcceptObject => MediaTypes.Json;

    public override string AcceptList => MediaTypes.Json;

    public override ModelFidelity Fidelity => ModelFidelity.Lossless;

    public override DynamicObject DecodeJson(ReadOnlySpan<byte> json) => DynamicObjectCodec.Decode(json, keepManagedFields);

    public override bool IsListKind(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return ListKinds.CanBe(kind, resource);
    }

    public override void Encode(DynamicObject value, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(value);
        TypeMetaWriter.Write(output, resource, value.ApiVersion, value.Kind, value.Raw.Span);
    }
}
