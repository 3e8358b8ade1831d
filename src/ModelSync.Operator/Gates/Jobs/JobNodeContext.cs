using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ModelSync.Operator.Gates.Jobs;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class JobNodeContext : JsonSerializerContext;
