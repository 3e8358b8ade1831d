using System.Text;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>
/// What stands around every object: the mark `k8s` and a zero byte, then a runtime.Unknown with the kind (1) and the object's message (2).
/// </summary>
internal readonly ref struct ProtobufEnvelope
{
    public const int TypeField = 1;
    public const int ContentField = 2;

    private ProtobufEnvelope(TypeMeta type, ReadOnlySpan<byte> content)
    {
        Type = type;
        Content = content;
    }

    public static ReadOnlySpan<byte> Mark => "k8s\0"u8;

    public TypeMeta Type { get; }

    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Opens an envelope that is wholly there.</summary>
    /// <exception cref="ProtobufException">It is none, or only a part of one.</exception>
    public static ProtobufEnvelope Open(ReadOnlySpan<byte> bytes) => Open(new ProtobufReader(Unmarked(bytes)));

    /// <summary>Opens an envelope of which only the beginning is there, with as much of its content.</summary>
    /// <exception cref="ProtobufException">It is none, or ends before its content.</exception>
    public static ProtobufEnvelope OpenBeginning(ReadOnlySpan<byte> bytes) => Open(ProtobufReader.OfBeginning(Unmarked(bytes)));

    public static TypeMeta ReadType(ProtobufReader message)
    {
        var (apiVersion, kind) = (string.Empty, string.Empty);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    apiVersion = message.ReadShared();
                    break;
                case 2:
                    kind = message.ReadShared();
                    break;
            }
        }

        return new TypeMeta(Omit.Empty(apiVersion), Omit.Empty(kind));
    }

    private static ProtobufEnvelope Open(ProtobufReader reader)
    {
        var type = default(TypeMeta);
        var content = default(ReadOnlySpan<byte>);
        var hasContent = false;
        while (reader.ReadField())
        {
            switch (reader.FieldNumber)
            {
                case TypeField:
                    type = ReadType(reader.ReadMessage());
                    break;
                case ContentField:
                    content = reader.ReadAvailable();
                    hasContent = true;
                    break;
            }
        }

        return hasContent ? new ProtobufEnvelope(type, content) : throw new ProtobufException("the envelope is empty");
    }

    private static ReadOnlySpan<byte> Unmarked(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Mark) ? bytes[Mark.Length..] : throw new ProtobufException($"it does not begin with the mark \"{Encoding.ASCII.GetString(Mark[..3])}\"");
}
