using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>Reads a list while it arrives and holds no more of its bytes than one object's. All kinds of lists have metadata as field 1 and items as field 2.</summary>
/// <remarks>
/// <code>
/// Mark ─► Envelope ─► end of the stream
///           │ ▲
///           ▼ │
///          List      (and from both: passing over what is not read)
/// </code>
/// </remarks>
internal sealed class ProtobufListReader<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request)
    where T : class, IKubernetesObject
{
    private const int MetadataField = 1;
    private const int ItemsField = 2;

    // However small objects must be, the list's own metadata and the name of an object that is too large have room.
    private readonly int _keptBytes = Math.Max(maxObjectBytes, 64 * 1024);
    private readonly List<T> _items = [];
    private readonly List<InvalidObject> _invalid = [];
    private ListMeta _metadata = new();
    private bool _isList;
    private bool _isRead;
    private Position _position = Position.Mark;
    private int _needed;
    private long _left = long.MaxValue;
    private long _passOver;

    private enum Position
    {
        Mark,
        Envelope,
        List,
    }

    public async Task<ListPage<T>> ReadAsync(Stream stream)
    {
        try
        {
            while (true)
            {
                while (Step())
                {
                }

                if (!await buffer.FillToAsync(stream, _needed).ConfigureAwait(false))
                {
                    return _isRead && _position == Position.Envelope && _passOver == 0 && buffer.Length == 0
                        ? Page()
                        : throw new KubernetesConnectionException($"{request}: the list broke off after {_items.Count} objects");
                }
            }
        }
        catch (ProtobufException exception)
        {
            throw new KubernetesConnectionException($"{request}: the answer is not a list: {exception.Message}", exception);
        }
    }

    private ListPage<T> Page() => new()
    {
        Items = _items,
        Invalid = _invalid,
        ResourceVersion = new ResourceVersion(_metadata.ResourceVersion),
        Continue = _metadata.Continue,
        RemainingItemCount = _metadata.RemainingItemCount,
    };

    // One step consumes all that it needs, or nothing and says how many bytes it needs.
    private bool Step()
    {
        if (_passOver > 0)
        {
            return PassOver();
        }

        if (_position == Position.List && _left == 0)
        {
            _position = Position.Envelope;
            _left = long.MaxValue;
            _isRead = true;
        }

        if (_position == Position.Mark)
        {
            return ReadMark();
        }

        if (!ProtobufHeader.TryRead(buffer.Unread[..(int)Math.Min(buffer.Length, _left)], out var field))
        {
            return buffer.Length < _left ? Need(buffer.Length + 1) : throw new ProtobufException("it ends within a field's header");
        }

        var length = field.WireType == ProtobufWireType.Varint ? 0 : field.Value;
        if (length > (ulong)(_left - field.Length))
        {
            throw new ProtobufException($"field {field.FieldNumber} runs past the message's end");
        }

        return _position == Position.Envelope ? ReadEnvelopeField(field, (long)length) : ReadListField(field, (long)length);
    }

    private bool ReadMark()
    {
        if (buffer.Length < ProtobufEnvelope.Mark.Length)
        {
            return Need(ProtobufEnvelope.Mark.Length);
        }

        if (!buffer.Unread.StartsWith(ProtobufEnvelope.Mark))
        {
            throw new ProtobufException("it does not begin with the API's mark");
        }

        buffer.Advance(ProtobufEnvelope.Mark.Length);
        _position = Position.Envelope;
        return true;
    }

    private bool ReadEnvelopeField(ProtobufHeader field, long length)
    {
        switch (field)
        {
            case { FieldNumber: ProtobufEnvelope.TypeField, WireType: ProtobufWireType.LengthDelimited }:
                if (!HasWhole(field, length, out var type))
                {
                    return false;
                }

                // Taken for an empty list, an answer of some other form would make everything look deleted.
                var kind = ProtobufEnvelope.ReadType(new ProtobufReader(type)).Kind;
                _isList = kind is not null && codec.IsListKind(kind);
                Consume(field.Length + length);
                return true;
            case { FieldNumber: ProtobufEnvelope.ContentField, WireType: ProtobufWireType.LengthDelimited } when _isList && !_isRead:
                buffer.Advance(field.Length);
                _left = length;
                _position = Position.List;
                return true;
            case { FieldNumber: ProtobufEnvelope.ContentField }:
                throw new ProtobufException("its kind is not that of the list");
            default:
                return Skip(field, length);
        }
    }

    private bool ReadListField(ProtobufHeader field, long length)
    {
        switch (field)
        {
            case { FieldNumber: ItemsField, WireType: ProtobufWireType.LengthDelimited } when length > maxObjectBytes:
                var kept = (int)Math.Min(length, _keptBytes);
                if (buffer.Length < field.Length + kept)
                {
                    return Need(field.Length + kept);
                }

                _invalid.Add(ProtobufIdentity.ReadOversized(buffer.Unread.Slice(field.Length, kept), maxObjectBytes));
                return Skip(field, length);
            case { FieldNumber: ItemsField or MetadataField, WireType: ProtobufWireType.LengthDelimited }:
                if (!HasWhole(field, length, out var message))
                {
                    return false;
                }

                ReadListMessage(field.FieldNumber, message);
                Consume(field.Length + length);
                return true;
            case { FieldNumber: ItemsField or MetadataField }:
                throw new ProtobufException($"field {field.FieldNumber}: the wire type {field.WireType} does not fit");
            default:
                return Skip(field, length);
        }
    }

    private void ReadListMessage(int number, ReadOnlySpan<byte> message)
    {
        if (number == MetadataField)
        {
            _metadata = ProtobufListMeta.Decode(new ProtobufReader(message));
        }
        else if (ProtobufObjectReader.Decode(codec, default, message, out var invalid) is { } item)
        {
            _items.Add(item);
        }
        else
        {
            _invalid.Add(invalid!);
        }
    }

    private bool HasWhole(ProtobufHeader field, long length, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (length > _keptBytes)
        {
            throw new ProtobufException($"field {field.FieldNumber} is larger than {_keptBytes} bytes");
        }

        if (buffer.Length < field.Length + length)
        {
            return Need(field.Length + (int)length);
        }

        value = buffer.Unread.Slice(field.Length, (int)length);
        return true;
    }

    private bool Need(int bytes)
    {
        _needed = bytes;
        return false;
    }

    private bool Skip(ProtobufHeader field, long length)
    {
        Consume(field.Length);
        _passOver = length;
        return true;
    }

    private bool PassOver()
    {
        var count = Math.Min(buffer.Length, _passOver);
        Consume(count);
        _passOver -= count;
        return _passOver == 0 || Need(1);
    }

    private void Consume(long bytes)
    {
        buffer.Advance((int)bytes);
        _left -= _position == Position.List ? bytes : 0;
    }
}
