using System.Buffers;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.EndToEnd.World;

/// <summary>Reads a kind in one format alone, so that both can be compared; the other one fails the test.</summary>
internal sealed class OneFormat<T> : ResourceCodec<T>
    where T : class, IKubernetesObject
{
    private readonly ResourceCodec<T> _codec;
    private readonly string _mediaType;

    private OneFormat(ResourceCodec<T> codec, string mediaType)
    {
        _codec = codec;
        _mediaType = mediaType;
    }

    public override string AcceptObject => Only(_codec.AcceptObject);

    public override string AcceptList => Only(_codec.AcceptList);

    public override ModelFidelity Fidelity => _codec.Fidelity;

    public static ResourceType<T> Json(ResourceType<T> type) => new(type.Resource, new OneFormat<T>(type.Codec, MediaTypes.Json));

    public static ResourceType<T> Protobuf(ResourceType<T> type) => new(type.Resource, new OneFormat<T>(type.Codec, MediaTypes.Protobuf));

    public override T DecodeJson(ReadOnlySpan<byte> json) =>
        _mediaType == MediaTypes.Json ? _codec.DecodeJson(json) : throw new AssertionException("the server answered in JSON");

    public override T DecodeProtobuf(TypeMeta type, ReadOnlySpan<byte> message) =>
        _mediaType == MediaTypes.Protobuf ? _codec.DecodeProtobuf(type, message) : throw new AssertionException("the server answered in protobuf");

    public override void Encode(T value, IBufferWriter<byte> output) => _codec.Encode(value, output);

    private string Only(string accept) => string.Join(',', accept.Split(',').Where(mediaType => mediaType.StartsWith(_mediaType, StringComparison.Ordinal)));
}
