using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Playground.Nodes.Pods;

/// <summary>What a pod was asked to run.</summary>
internal sealed record KubeletPodSpec
{
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? NodeName { get; init; }

    /// <summary>`Always`, `OnFailure` or `Never`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? RestartPolicy { get; init; }

    public long? TerminationGracePeriodSeconds { get; init; }

    public long? ActiveDeadlineSeconds { get; init; }

    public StringMap? NodeSelector { get; init; }

    public IReadOnlyList<ReadinessGate>? ReadinessGates { get; init; }

    public IReadOnlyList<KubeletContainer>? InitContainers { get; init; }

    public IReadOnlyList<KubeletContainer>? Containers { get; init; }
}
