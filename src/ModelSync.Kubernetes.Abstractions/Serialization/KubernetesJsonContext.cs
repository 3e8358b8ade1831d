using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Serialization;

/// <summary>The source-generated contracts of the types that every kind shares.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = JsonLimits.MaxDepth)]
[JsonSerializable(typeof(ObjectMeta))]
[JsonSerializable(typeof(ApiStatus))]
[JsonSerializable(typeof(Condition))]
[JsonSerializable(typeof(PartialObject))]
[JsonSerializable(typeof(string))]
public sealed partial class KubernetesJsonContext : JsonSerializerContext;
