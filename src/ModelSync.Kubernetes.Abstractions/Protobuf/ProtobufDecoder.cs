using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Protobuf;

/// <summary>Makes an object of a kind from its protobuf message. The field numbers are those of the kind's `generated.proto`.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="type">What the server calls the object; empty for an item of a list.</param>
/// <param name="message">The object.</param>
/// <exception cref="ProtobufException">The bytes are no such object.</exception>
public delegate T ProtobufDecoder<out T>(TypeMeta type, ProtobufReader message);
