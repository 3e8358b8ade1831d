using System.Text.Json.Serialization;

namespace ModelSync.Playground.Load;

internal sealed record LoadDocument
{
    public required double Seconds { get; init; }

    public required long Requests { get; init; }

    public required double RequestsPerSecond { get; init; }

    public required long Failures { get; init; }

    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    [JsonPropertyName("p50Ms")]
    public double? P50 { get; init; }

    [JsonPropertyName("p95Ms")]
    public double? P95 { get; init; }

    [JsonPropertyName("p99Ms")]
    public double? P99 { get; init; }

    public required IReadOnlyList<LoadVersionDocument> Versions { get; init; }

    public required IReadOnlyList<LoadFailure> FirstFailures { get; init; }
}

internal sealed record LoadVersionDocument
{
    public required string Version { get; init; }

    public required long Answers { get; init; }

    public required double Share { get; init; }

    public required long Errors { get; init; }

    [JsonPropertyName("p50Ms")]
    public double? P50 { get; init; }

    [JsonPropertyName("p95Ms")]
    public double? P95 { get; init; }

    [JsonPropertyName("p99Ms")]
    public double? P99 { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(LoadDocument))]
internal sealed partial class LoadJsonContext : JsonSerializerContext;
