namespace ModelSync.Kubernetes.Protobuf;

/// <summary>How a field's value lies on the wire. The API has no groups (3 and 4), and 6 and 7 do not exist.</summary>
public enum ProtobufWireType
{
    /// <summary>A number of one to ten bytes.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>Text, bytes or a message, behind its length.</summary>
    LengthDelimited = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
