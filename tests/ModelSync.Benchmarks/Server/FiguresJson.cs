using System.Text.Json.Serialization;

namespace ModelSync.Benchmarks.Server;

/// <summary>Reads and writes them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SyncFigures))]
public sealed partial class FiguresJson : JsonSerializerContext;
