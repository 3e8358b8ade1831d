using System.Buffers.Binary;
using System.Text;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>
/// A watch in protobuf: each event is a metav1.WatchEvent with its length in four bytes before it, most significant first. A frame that is too long is
/// read by its beginning, and the rest of it is passed over.
/// </summary>
internal sealed class ProtobufWatchFrames<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request) : WatchFrames<T>
    where T : class, IKubernetesObject
{
    private const int PrefixBytes = sizeof(uint);

    private readonly WatchEventReader<T> _events = new(AnswerFormat.Protobuf, codec, request, maxObjectBytes);
    private int _kept;
    private long _passOver;

    public override bool HasRest => buffer.Length > 0 || _passOver > 0;

    public override async ValueTask<bool> MoveNextAsync(Stream stream)
    {
        if (!await PassOverAsync(stream).ConfigureAwait(false) || !await buffer.FillToAsync(stream, PrefixBytes).ConfigureAwait(false))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(buffer.Unread);
        _kept = (int)Math.Min(length, (uint)_events.MaxFrameBytes);
        _passOver = length - _kept;
        return await buffer.FillToAsync(stream, PrefixBytes + _kept).ConfigureAwait(false);
    }

    public override WatchEvent<T> Read()
    {
        var frame = buffer.Unread.Slice(PrefixBytes, _kept);
        string? type;
        ReadOnlySpan<byte> content;
        try
        {
            Split(_passOver > 0 ? ProtobufReader.OfBeginning(frame) : new ProtobufReader(frame), out type, out content);
        }
        catch (ProtobufException exception)
        {
            throw new KubernetesConnectionException($"{request}: a frame of the watch is not protobuf: {exception.Message}", exception);
        }

        var watchEvent = _passOver > 0 ? _events.ReadOversized(type, content) : _events.Read(type, content);
        buffer.Advance(PrefixBytes + _kept);
        return watchEvent;
    }

    private static void Split(ProtobufReader frame, out string? type, out ReadOnlySpan<byte> content)
    {
        type = null;
        content = default;
        while (frame.ReadField())
        {
            switch (frame.FieldNumber)
            {
                case 1:
                    type = TypeName(frame.ReadBytes());
                    break;
                case 2:
                    content = RawContent(frame.ReadMessage());
                    break;
            }
        }
    }

    private static ReadOnlySpan<byte> RawContent(ProtobufReader extension)
    {
        var content = default(ReadOnlySpan<byte>);
        while (extension.ReadField())
        {
            if (extension.FieldNumber == 1)
            {
                content = extension.ReadAvailable();
            }
        }

        return content;
    }

    // The four types come for ever: no string is made for them.
    private static string TypeName(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("MODIFIED"u8) ? "MODIFIED"
        : type.SequenceEqual("ADDED"u8) ? "ADDED"
        : type.SequenceEqual("DELETED"u8) ? "DELETED"
        : type.SequenceEqual("BOOKMARK"u8) ? "BOOKMARK"
        : Encoding.UTF8.GetString(type);

    private async ValueTask<bool> PassOverAsync(Stream stream)
    {
        while (_passOver > 0)
        {
            if (!await buffer.FillToAsync(stream, 1).ConfigureAwait(false))
            {
                return false;
            }

            var count = (int)Math.Min(buffer.Length, _passOver);
            buffer.Advance(count);
            _passOver -= count;
        }

        return true;
    }
}
