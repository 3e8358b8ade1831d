using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>What became of a container.</summary>
public sealed record ContainerStatus
{
    /// <summary>The container's name.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Name { get; init; }

    /// <summary>The image that runs.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Image { get; init; }

    /// <summary>The image that runs, by digest.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ImageID { get; init; }

    /// <summary>True where its readiness probe passes.</summary>
    public bool? Ready { get; init; }

    /// <summary>True where its startup probe has passed.</summary>
    public bool? Started { get; init; }

    /// <summary>How often it was started again.</summary>
    public int? RestartCount { get; init; }

    /// <summary>What it is doing.</summary>
    public ContainerState? State { get; init; }

    /// <summary>What ended it last time.</summary>
    public ContainerState? LastState { get; init; }
}
