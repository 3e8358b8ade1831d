using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What a pod was asked to run.</summary>
public sealed record PodSpec
{
    /// <summary>The node it is bound to.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? NodeName { get; init; }

    /// <summary>Who it is to the API server.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ServiceAccountName { get; init; }

    /// <summary>Whether ended containers start again: `Always`, `OnFailure` or `Never`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? RestartPolicy { get; init; }

    /// <summary>How long it may take to end.</summary>
    public long? TerminationGracePeriodSeconds { get; init; }

    /// <summary>The containers that end before the others start.</summary>
    public IReadOnlyList<Container>? InitContainers { get; init; }

    /// <summary>The containers.</summary>
    public IReadOnlyList<Container>? Containers { get; init; }
}
