using System.Globalization;
using System.Text;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Protobuf;

/// <summary>
/// Goes over the fields of one protobuf message. What is not asked for is passed over, so that a decoder names only what its model keeps.
/// Every step consumes bytes, and nothing is believed of a length but what lies within the message.
/// </summary>
public ref struct ProtobufReader
{
    // Deeper than any message of the API; decoders of recursive messages must end somewhere.
    private const int MaxDepth = 100;

    private readonly bool _mayBeCut;
    private readonly int _depth;
    private readonly ulong _path;
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _value;
    private ProtobufHeader _header;

    /// <summary>A reader of one whole message.</summary>
    public ProtobufReader(ReadOnlySpan<byte> message)
        : this(message, mayBeCut: false, depth: 0, path: 0)
    {
    }

    private ProtobufReader(ReadOnlySpan<byte> message, bool mayBeCut, int depth, ulong path)
    {
        _rest = message;
        _mayBeCut = mayBeCut;
        _depth = depth;
        _path = path;
    }

    /// <summary>The number of the field at which the reader stands.</summary>
    public readonly int FieldNumber => _header.FieldNumber;

    /// <summary>A reader of a message of which only the beginning is there: a message in it that is cut short can be read into, other values cannot.</summary>
    public static ProtobufReader OfBeginning(ReadOnlySpan<byte> beginning) => new(beginning, mayBeCut: true, depth: 0, path: 0);

    /// <summary>Goes to the next field; false at the message's end.</summary>
    /// <exception cref="ProtobufException">The bytes are no such message.</exception>
    public bool ReadField()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (!ProtobufHeader.TryRead(_rest, out _header))
        {
            throw Invalid("it ends within the field's header");
        }

        _rest = _rest[_header.Length..];
        if (_header.WireType == ProtobufWireType.Varint)
        {
            return true;
        }

        var length = _header.Value;
        if (length > (ulong)_rest.Length && !_mayBeCut)
        {
            throw Invalid("the value runs past the message's end");
        }

        var available = (int)Math.Min(length, (ulong)_rest.Length);
        _value = _rest[..available];
        _rest = _rest[available..];
        return true;
    }

    /// <summary>How often the present field's number occurs from here on: how long a list must be.</summary>
    public readonly int CountRepeated()
    {
        var ahead = this;
        var count = 1;
        while (ahead.ReadField())
        {
            count += ahead.FieldNumber == FieldNumber ? 1 : 0;
        }

        return count;
    }

    /// <summary>The field's value as a number of 64 bits.</summary>
    public readonly long ReadInt64() => _header.WireType == ProtobufWireType.Varint ? (long)_header.Value : throw WrongType();

    /// <summary>The field's value as a number of 32 bits; of longer ones the lower half, as the format wants it.</summary>
    public readonly int ReadInt32() => unchecked((int)ReadInt64());

    /// <summary>The field's value as true or false.</summary>
    public readonly bool ReadBoolean() => ReadInt64() != 0;

    /// <summary>As many of the field's bytes as are there: all of them, but in a message of which only the beginning is there.</summary>
    public readonly ReadOnlySpan<byte> ReadAvailable() => _header.WireType == ProtobufWireType.LengthDelimited ? _value : throw WrongType();

    /// <summary>The field's bytes, which belong to the message.</summary>
    public readonly ReadOnlySpan<byte> ReadBytes()
    {
        var bytes = ReadAvailable();
        return bytes.Length == (long)_header.Value ? bytes : throw Invalid("the value is cut short");
    }

    /// <summary>The field's text.</summary>
    public readonly string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>The field's text, of which one copy is shared by all who read the same.</summary>
    public readonly string ReadShared() => StringInterner.Shared.Intern(ReadBytes());

    /// <summary>A reader of the message in the field.</summary>
    public readonly ProtobufReader ReadMessage()
    {
        var message = ReadAvailable();
        return _depth == MaxDepth ? throw Invalid("messages are nested too deep") : new ProtobufReader(message, _mayBeCut, _depth + 1, Path());
    }

    /// <summary>A metav1.Time; null for the zero time, which is an empty message.</summary>
    public readonly KubeTime? ReadTime()
    {
        long? seconds = null;
        var time = ReadMessage();
        while (time.ReadField())
        {
            if (time.FieldNumber == 1)
            {
                seconds = time.ReadInt64();
            }
        }

        if (seconds is null)
        {
            return null;
        }

        return KubeTime.TryFromUnixSeconds(seconds.Value, out var result) ? result : throw Invalid("the time is before year 1 or after year 9999");
    }

    private readonly ProtobufException WrongType() => Invalid($"the wire type {_header.WireType} does not fit");

    // Four bytes of numbers are enough to find a field; none of the API's is above 255.
    private readonly ulong Path() => (_path << 8) | (byte)Math.Min(FieldNumber, byte.MaxValue);

    private readonly ProtobufException Invalid(string problem)
    {
        var text = new StringBuilder("field ");
        var path = Path();
        for (var shift = 56; shift >= 0; shift -= 8)
        {
            if ((path >> shift) is not 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(path >> shift) & 0xFF}{(shift == 0 ? ": " : ".")}");
            }
        }

        return new ProtobufException(text.Append(problem).ToString());
    }
}
