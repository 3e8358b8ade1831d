using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Discovery;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>The source-generated contracts of what only the client reads and writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListMeta))]
[JsonSerializable(typeof(DeleteBody))]
[JsonSerializable(typeof(ServerVersion))]
internal sealed partial class ClientJsonContext : JsonSerializerContext;
