using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ModelSync.Kubernetes.Protobuf;

/// <summary>What stands before a field's value, for those who read a message while it arrives.</summary>
/// <param name="FieldNumber">Which field.</param>
/// <param name="WireType">How its value lies on the wire.</param>
/// <param name="Value">The number itself (<see cref="ProtobufWireType.Varint"/>), else how many bytes follow.</param>
/// <param name="Length">How many bytes this header takes, with a number's own.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProtobufHeader(int FieldNumber, ProtobufWireType WireType, ulong Value, int Length)
{
    /// <summary>The longest header: a tag of five bytes and a number of ten.</summary>
    public const int MaxLength = 15;

    private const int MaxVarintBytes = 10;

    /// <summary>Reads the header at the beginning of the bytes; false where they end before it does.</summary>
    /// <exception cref="ProtobufException">It is none; the message says why.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ProtobufHeader header)
    {
        header = default;
        if (!TryReadVarint(bytes, out var tag, out var tagLength))
        {
            return false;
        }

        var number = tag >> 3;
        if (number is 0 or > (1 << 29) - 1)
        {
            throw new ProtobufException($"there is no field number {number}");
        }

        var type = (ProtobufWireType)(tag & 7);
        var value = 0UL;
        var valueLength = 0;
        switch (type)
        {
            case ProtobufWireType.Varint or ProtobufWireType.LengthDelimited when !TryReadVarint(bytes[tagLength..], out value, out valueLength):
                return false;
            case ProtobufWireType.Fixed64:
                value = 8;
                break;
            case ProtobufWireType.Fixed32:
                value = 4;
                break;
            case not (ProtobufWireType.Varint or ProtobufWireType.LengthDelimited):
                ThrowUnknownType(number, type);
                break;
        }

        header = new ProtobufHeader((int)number, type, value, tagLength + valueLength);
        return true;
    }

    private static bool TryReadVarint(ReadOnlySpan<byte> bytes, out ulong value, out int length)
    {
        // Nearly all tags and lengths are this short.
        if (!bytes.IsEmpty && bytes[0] < 0x80)
        {
            value = bytes[0];
            length = 1;
            return true;
        }

        value = 0;
        for (length = 0; length < bytes.Length;)
        {
            var next = bytes[length];
            if (length == MaxVarintBytes - 1 && next > 1)
            {
                throw new ProtobufException("a number is longer than 64 bits");
            }

            value |= (ulong)(next & 0x7F) << (7 * length++);
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    [DoesNotReturn]
    private static void ThrowUnknownType(ulong number, ProtobufWireType type) =>
        throw new ProtobufException($"field {number} has the wire type {(int)type}, which the API does not use");
}
