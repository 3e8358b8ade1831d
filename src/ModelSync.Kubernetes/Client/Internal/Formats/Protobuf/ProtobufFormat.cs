using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>Answers in Kubernetes protobuf: an object lies in an envelope, a list in one envelope of its own, a watch in frames with their length in front.</summary>
internal sealed class ProtobufFormat : AnswerFormat
{
    public override T? ReadObject<T>(ResourceCodec<T> codec, ReadOnlySpan<byte> bytes, out InvalidObject? invalid)
        where T : class
    {
        try
        {
            var envelope = ProtobufEnvelope.Open(bytes);
            return ProtobufObjectReader.Decode(codec, envelope.Type, envelope.Content, out invalid);
        }
        catch (ProtobufException exception)
        {
            invalid = new InvalidObject(new ObjectMeta(), exception.Message);
            return null;
        }
    }

    public override InvalidObject ReadOversized(ReadOnlySpan<byte> beginning, int maxBytes)
    {
        try
        {
            return ProtobufIdentity.ReadOversized(ProtobufEnvelope.OpenBeginning(beginning).Content, maxBytes);
        }
        catch (ProtobufException)
        {
            return ProtobufIdentity.ReadOversized([], maxBytes);
        }
    }

    public override bool IsWholeObject(ReadOnlySpan<byte> bytes)
    {
        try
        {
            ProtobufEnvelope.Open(bytes);
            return true;
        }
        catch (ProtobufException)
        {
            return false;
        }
    }

    public override ApiStatus? ReadStatus(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var envelope = ProtobufEnvelope.Open(bytes);
            return string.Equals(envelope.Type.Kind, "Status", StringComparison.Ordinal) ? ProtobufStatus.Decode(new ProtobufReader(envelope.Content)) : null;
        }
        catch (ProtobufException)
        {
            return null;
        }
    }

    public override Task<ListPage<T>> ReadListAsync<T>(ResourceCodec<T> codec, StreamBuffer buffer, Stream stream, int maxObjectBytes, string request) =>
        new ProtobufListReader<T>(codec, buffer, maxObjectBytes, request).ReadAsync(stream);

    public override WatchFrames<T> ReadWatch<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request) =>
        new ProtobufWatchFrames<T>(codec, buffer, maxObjectBytes, request);
}
