using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>Reads a list while it arrives and holds no more of its bytes than one object's. All kinds of lists have metadata as field 1 and items as field 2.</summary>
/// <remarks>
/// <code>
/// Mark ─► Envelope ─► end of the stream
///           │ ▲
///           ▼ │
///          List
/// </code>
/// </remarks>
internal sealed class ProtobufListReader<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request)
    where T : class, IKubernetesObject
{
    private const int MetadataField = 1;
    private const int ItemsField = 2;

    private readonly ProtobufCursor _cursor = new(buffer, ListBuilder<T>.KeptBytes(maxObjectBytes));
    private readonly ListBuilder<T> _list = new();
    private bool _isList;
    private bool _isRead;
    private Position _position = Position.Mark;

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

                if (!await buffer.FillToAsync(stream, _cursor.Needed).ConfigureAwait(false))
                {
                    return _isRead && _position == Position.Envelope && _cursor.HasTakenAll
                        ? _list.ToPage()
                        : throw new KubernetesConnectionException($"{request}: the list broke off after {_list.Count} objects");
                }
            }
        }
        catch (ProtobufException exception)
        {
            throw new KubernetesConnectionException($"{request}: the answer is not a list: {exception.Message}", exception);
        }
    }

    private bool Step()
    {
        if (_position == Position.Mark)
        {
            return ReadMark();
        }

        if (!_cursor.PassOver())
        {
            return false;
        }

        if (_position == Position.List && _cursor.IsAtEnd)
        {
            _cursor.Leave();
            _position = Position.Envelope;
            _isRead = true;
        }

        return _cursor.TryRead(out var field, out var length)
            && (_position == Position.Envelope ? ReadEnvelopeField(field, length) : ReadListField(field, length));
    }

    private bool ReadMark()
    {
        if (!_cursor.TryTakeMark(ProtobufEnvelope.Mark))
        {
            return false;
        }

        _position = Position.Envelope;
        return true;
    }

    private bool ReadEnvelopeField(ProtobufHeader field, long length)
    {
        switch (field)
        {
            case { FieldNumber: ProtobufEnvelope.TypeField, WireType: ProtobufWireType.LengthDelimited }:
                if (!_cursor.TryPeek(field, length, out var type))
                {
                    return false;
                }

                // Taken for an empty list, an answer of some other form would make everything look deleted.
                var kind = ProtobufEnvelope.ReadType(new ProtobufReader(type)).Kind;
                _isList = kind is not null && codec.IsListKind(kind);
                break;
            case { FieldNumber: ProtobufEnvelope.ContentField, WireType: ProtobufWireType.LengthDelimited } when _isList && !_isRead:
                _cursor.Enter(field, length);
                _position = Position.List;
                return true;
            case { FieldNumber: ProtobufEnvelope.ContentField }:
                throw new ProtobufException("its kind is not that of the list");
        }

        _cursor.Skip(field, length);
        return true;
    }

    private bool ReadListField(ProtobufHeader field, long length)
    {
        switch (field)
        {
            case { FieldNumber: ItemsField, WireType: ProtobufWireType.LengthDelimited } when length > maxObjectBytes:
                if (!_cursor.TryPeekBeginning(field, length, out var beginning))
                {
                    return false;
                }

                _list.Add(item: null, ProtobufIdentity.ReadOversized(beginning, maxObjectBytes));
                break;
            case { FieldNumber: ItemsField or MetadataField, WireType: ProtobufWireType.LengthDelimited }:
                if (!_cursor.TryPeek(field, length, out var message))
                {
                    return false;
                }

                ReadListMessage(field.FieldNumber, message);
                break;
            case { FieldNumber: ItemsField or MetadataField }:
                throw new ProtobufException($"field {field.FieldNumber}: the wire type {field.WireType} does not fit");
        }

        _cursor.Skip(field, length);
        return true;
    }

    private void ReadListMessage(int number, ReadOnlySpan<byte> message)
    {
        if (number == MetadataField)
        {
            _list.Metadata = ProtobufListMeta.Decode(new ProtobufReader(message));
        }
        else
        {
            _list.Add(ProtobufObjectReader.Decode(codec, default, message, out var invalid), invalid);
        }
    }
}
