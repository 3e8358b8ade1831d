using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>A container that ended.</summary>
public sealed record ContainerStateTerminated
{
    /// <summary>Its exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>A word on why, such as `OOMKilled`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Reason { get; init; }

    /// <summary>A sentence on why.</summary>
    public string? Message { get; init; }

    /// <summary>When it began.</summary>
    public KubeTime? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public KubeTime? FinishedAt { get; init; }
}
