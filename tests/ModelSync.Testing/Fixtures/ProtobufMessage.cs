using System.Text;

namespace ModelSync.Testing.Fixtures;

/// <summary>Writes one protobuf message field by field, as Go does: every value that is no pointer, in the order of the numbers.</summary>
public sealed class ProtobufMessage
{
    private readonly List<byte> _bytes = [];

    /// <summary>The message.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>A number, true or false.</summary>
    public ProtobufMessage Number(int field, long value) => Tag(field, wireType: 0).Varint((ulong)value);

    /// <summary>A text.</summary>
    public ProtobufMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes.</summary>
    public ProtobufMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, wireType: 2).Varint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    /// <summary>A message.</summary>
    public ProtobufMessage Message(int field, ProtobufMessage value) => Bytes(field, value.ToArray());

    /// <summary>A map of texts.</summary>
    public ProtobufMessage Map(int field, IEnumerable<KeyValuePair<string, string>> entries)
    {
        foreach ((var key, var value) in entries)
        {
            Message(field, new ProtobufMessage().Text(1, key).Text(2, value));
        }

        return this;
    }

    /// <summary>Bytes as they are, right or wrong.</summary>
    public ProtobufMessage Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>The envelope in which the server sends the message.</summary>
    public byte[] InEnvelope(string apiVersion, string kind) =>
    [
        .. "k8s\0"u8,
        .. new ProtobufMessage()
            .Message(1, new ProtobufMessage().Text(1, apiVersion).Text(2, kind))
            .Bytes(2, ToArray())
            .Text(3, "")
            .Text(4, "")
            .ToArray(),
    ];

    private ProtobufMessage Tag(int field, int wireType) => Varint((ulong)((field << 3) | wireType));

    private ProtobufMessage Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
        return this;
    }
}
