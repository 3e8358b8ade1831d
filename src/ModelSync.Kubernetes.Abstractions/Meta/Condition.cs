using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Meta;

/// <summary>One observation about an object, in the API's common form.</summary>
public sealed record Condition
{
    private readonly KubeTime _lastTransitionTime;

    /// <summary>What is observed, in CamelCase.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public required string Type { get; init; }

    /// <summary>`True`, `False` or `Unknown`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public required string Status { get; init; }

    /// <summary>The generation that the observation is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When the status last changed.</summary>
    public KubeTime? LastTransitionTime
    {
        get => _lastTransitionTime.OrNull;
        init => _lastTransitionTime = value.GetValueOrDefault();
    }

    /// <summary>A word for programs, in CamelCase.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Reason { get; init; }

    /// <summary>A sentence for people; interned, because controllers have a few for thousands of objects.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Message { get; init; }
}
