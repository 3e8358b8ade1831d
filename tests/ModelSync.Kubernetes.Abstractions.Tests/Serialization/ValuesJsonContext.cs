using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Abstractions.Tests.Serialization;

/// <summary>All value types as members, the way wire types hold them.</summary>
internal sealed record ValueHolder
{
    public Quantity? Quantity { get; init; }

    public IntOrString? Port { get; init; }

    public KubeTime? Time { get; init; }

    public MicroTime? MicroTime { get; init; }

    public StringMap? Labels { get; init; }

    public LabelSelector? Selector { get; init; }

    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Phase { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ValueHolder))]
[JsonSerializable(typeof(Quantity))]
[JsonSerializable(typeof(IntOrString))]
[JsonSerializable(typeof(KubeTime))]
[JsonSerializable(typeof(MicroTime))]
[JsonSerializable(typeof(StringMap))]
[JsonSerializable(typeof(LabelSelector))]
internal sealed partial class ValuesJsonContext : JsonSerializerContext;
