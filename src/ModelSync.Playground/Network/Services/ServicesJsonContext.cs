using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Playground.Network.Services;

/// <summary>The source-generated contracts of what the virtual network reads.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = JsonLimits.MaxDepth)]
[JsonSerializable(typeof(EndpointSlice))]
internal sealed partial class ServicesJsonContext : JsonSerializerContext;
