using System.Text.Json.Serialization;

namespace ModelSync.Playground.DataPlane.Kinds;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Gateway))]
[JsonSerializable(typeof(GatewayClass))]
[JsonSerializable(typeof(HttpRoute))]
[JsonSerializable(typeof(GrpcRoute))]
[JsonSerializable(typeof(VirtualService))]
[JsonSerializable(typeof(RouteParentStatus))]
[JsonSerializable(typeof(ConditionsStatus))]
[JsonSerializable(typeof(GatewayStatus))]
[JsonSerializable(typeof(VirtualServiceStatus))]
[JsonSerializable(typeof(IReadOnlyList<DataPlaneListener>), TypeInfoPropertyName = "Listeners")]
internal sealed partial class PlaneJsonContext : JsonSerializerContext;
