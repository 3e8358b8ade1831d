using System.Text.Json.Serialization;

namespace ModelSync.Operator.Gates.Jobs;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GateJob))]
internal sealed partial class GateJobJsonContext : JsonSerializerContext;
