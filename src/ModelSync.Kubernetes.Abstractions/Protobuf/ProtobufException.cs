namespace ModelSync.Kubernetes.Protobuf;

/// <summary>Bytes that are not the protobuf message that they should be; the message names the field by its numbers and never quotes a value.</summary>
public sealed class ProtobufException(string message) : FormatException(message);
