using System.Text.Json.Serialization;

namespace ModelSync.Playground.Faults.Planning;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FaultLogEntry))]
internal sealed partial class FaultLogJson : JsonSerializerContext;
