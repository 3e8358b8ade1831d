using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>Goes over the fields of a message that is still arriving. A step takes all that it needs, or nothing and says how many bytes it needs.</summary>
internal sealed class ProtobufCursor(StreamBuffer buffer, int keptBytes)
{
    // What is left of the message that was entered; the outermost has no length.
    private long _left = long.MaxValue;
    private long _passOver;

    /// <summary>How many bytes must be in the buffer for the step that could not be taken.</summary>
    public int Needed { get; private set; }

    /// <summary>True at the end of the message that was entered.</summary>
    public bool IsAtEnd => _left == 0;

    /// <summary>True where all that has arrived was taken, and no field is cut.</summary>
    public bool HasTakenAll => _passOver == 0 && buffer.Length == 0;

    /// <summary>Passes over bytes that must be these; false while they are not all there.</summary>
    public bool TryTakeMark(ReadOnlySpan<byte> mark)
    {
        if (buffer.Length < mark.Length)
        {
            return Need(mark.Length);
        }

        if (!buffer.Unread.StartsWith(mark))
        {
            throw new ProtobufException("it does not begin with the API's mark");
        }

        buffer.Advance(mark.Length);
        return true;
    }

    /// <summary>Once nothing is to be passed over: looks at the next field's header, and at the length of what follows it.</summary>
    public bool TryRead(out ProtobufHeader field, out long length)
    {
        length = 0;
        if (!ProtobufHeader.TryRead(buffer.Unread[..(int)Math.Min(buffer.Length, _left)], out field))
        {
            return buffer.Length < _left ? Need(buffer.Length + 1) : throw new ProtobufException("it ends within a field's header");
        }

        var value = field.WireType == ProtobufWireType.Varint ? 0 : field.Value;
        if (value > (ulong)(_left - field.Length))
        {
            throw new ProtobufException($"field {field.FieldNumber} runs past the message's end");
        }

        length = (long)value;
        return true;
    }

    /// <summary>Looks at a field's whole value; <see cref="Skip"/> takes it.</summary>
    public bool TryPeek(ProtobufHeader field, long length, out ReadOnlySpan<byte> value) =>
        length <= keptBytes ? TryPeekBeginning(field, length, out value) : throw new ProtobufException($"field {field.FieldNumber} is larger than {keptBytes} bytes");

    /// <summary>Looks at as much of a field's value as is ever held.</summary>
    public bool TryPeekBeginning(ProtobufHeader field, long length, out ReadOnlySpan<byte> value)
    {
        var kept = (int)Math.Min(length, keptBytes);
        if (buffer.Length < field.Length + kept)
        {
            value = default;
            return Need(field.Length + kept);
        }

        value = buffer.Unread.Slice(field.Length, kept);
        return true;
    }

    /// <summary>Lets go of a field; <see cref="PassOver"/> takes its value, as far as it has arrived.</summary>
    public void Skip(ProtobufHeader field, long length)
    {
        Take(field.Length);
        _passOver = length;
    }

    /// <summary>Goes into a field's message, whose fields come next.</summary>
    public void Enter(ProtobufHeader field, long length)
    {
        buffer.Advance(field.Length);
        _left = length;
    }

    /// <summary>Goes out of the message that has ended, to the fields behind it.</summary>
    public void Leave() => _left = long.MaxValue;

    /// <summary>Takes what of the skipped field has arrived; false while more of it is to come.</summary>
    public bool PassOver()
    {
        if (_passOver == 0)
        {
            return true;
        }

        var count = (int)Math.Min(buffer.Length, _passOver);
        Take(count);
        _passOver -= count;
        return _passOver == 0 || Need(1);
    }

    private bool Need(int bytes)
    {
        Needed = bytes;
        return false;
    }

    private void Take(int bytes)
    {
        buffer.Advance(bytes);
        _left -= _left == long.MaxValue ? 0 : bytes;
    }
}
